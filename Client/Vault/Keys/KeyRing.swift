package import Models

/// Every symmetric key that was granted to this device, and which devices each was granted to.
///
/// Both partners grant keys, and either can lie: grant each of the other's devices a different key, grant a known key under another
/// name, or list recipients whose ciphertext doesn't decrypt. So what the owner's devices say takes precedence over what the
/// partner says, in whatever order it arrived.
package struct KeyRing: Sendable {
    /// What is known of one key.
    package struct Entry: Sendable {
        package let key: SecretKey
        package fileprivate(set) var purpose: KeyPurpose
        package fileprivate(set) var epoch: Int64
        /// The devices that granted it.
        package fileprivate(set) var grantors: Set<DeviceID>
        package fileprivate(set) var recipients: Set<DeviceID>
        /// The devices that have it according to one of the owner's devices: those that granted it and their recipients.
        package fileprivate(set) var holders: Set<DeviceID> = []
        /// The owner's devices that granted it.
        fileprivate var ownGrantors: Set<DeviceID> = []
    }

    /// The partner whose grants count as the owner's; if `nil`, everyone's do.
    private let owner: PartnerID?
    package private(set) var entries: [KeyID: Entry] = [:]
    /// Keys that are never renewed, in the order in which they were learned.
    private var seedOrder: [KeyID] = []
    /// Renewed keys that the partner granted before any of the owner's devices did, in the order in which they were learned.
    private var partnersOrder: [KeyID] = []

    /// How many renewed keys that the partner made are used for encryption and passed on; the first ones count. Each costs grants
    /// of the owner's, so the limit keeps the partner from using up the room for them. Removing a device makes one such key.
    package static let mostOfPartner = 64

    package init(owner: PartnerID? = nil) { self.owner = owner }

    /// Adds a verified grant.
    ///
    /// - Parameter key: the grant's key, decrypted.
    package mutating func add(_ grant: KeyGrant, key: SecretKey) {
        add(
            key, id: grant.key, for: grant.purpose, epoch: grant.epoch, by: grant.author, from: grant.device,
            to: grant.sealed.map(\.recipient))
    }

    /// Adds a grant that was decrypted before.
    ///
    /// A key keeps the purpose and epoch of its first grant, unless that was the partner's and one of the owner's devices says
    /// otherwise.
    package mutating func add(
        _ key: SecretKey, id: KeyID, for purpose: KeyPurpose, epoch: Int64, by author: PartnerID, from device: DeviceID,
        to recipients: [DeviceID]
    ) {
        let isOwn = owner == nil || author == owner
        var entry = entries[id] ?? Entry(key: key, purpose: purpose, epoch: epoch, grantors: [], recipients: [])
        if entry.purpose != purpose || entry.epoch != epoch {
            guard isOwn, entry.ownGrantors.isEmpty else { return }
            (entry.purpose, entry.epoch) = (purpose, epoch)
        }
        if purpose.isRenewed {
            if !isOwn, entries[id] == nil { partnersOrder.append(id) }
        } else if !seedOrder.contains(id) {
            seedOrder.append(id)
        }
        entry.grantors.insert(device)
        entry.recipients.formUnion(recipients)
        if isOwn {
            entry.ownGrantors.insert(device)
            entry.holders.formUnion(recipients)
            entry.holders.insert(device)
        }
        entries[id] = entry
    }

    /// The key to decrypt with, no matter who granted it.
    package subscript(id: KeyID) -> SecretKey? { entries[id]?.key }

    /// All keys of a purpose that is never renewed, in the order in which they were learned, no matter who granted them.
    package func seeds(_ purpose: KeyPurpose) -> [SecretKey] {
        seedOrder.compactMap { entries[$0] }.filter { $0.purpose == purpose }.map(\.key)
    }

    /// The seed that the owner's devices granted. One granted by `trusted` comes first, then one granted by a live device, then the
    /// one with the lowest id, so that all devices with the same grants choose the same seed.
    ///
    /// - Parameter trusted: the device that is known to have the right one, if there is such a device: any other may be stolen, and
    ///   slip in a seed of its own.
    package func ownSeed(_ purpose: KeyPurpose, live: Set<DeviceID>, trusted: DeviceID? = nil) -> SecretKey? {
        let own = seedOrder.compactMap { entries[$0] }.filter { $0.purpose == purpose && !$0.ownGrantors.isEmpty }
        let preferred = [
            own.filter { trusted.map($0.ownGrantors.contains) == true }, own.filter { !$0.ownGrantors.isDisjoint(with: live) },
        ]
        return (preferred.first { !$0.isEmpty } ?? own).map(\.key).min { $0.id < $1.id }
    }

    /// The key to encrypt with: the newest that only live devices granted and received. If `nil`, the caller makes a new one.
    ///
    /// - Parameter floor: the lowest epoch accepted.
    package func newest(_ purpose: KeyPurpose, from floor: Int64 = 0, live: Set<DeviceID>) -> SecretKey? {
        let surplus = surplus
        return counted(purpose)
            .filter { id, entry in
                entry.epoch >= floor && entry.recipients.isSubset(of: live) && entry.grantors.isSubset(of: live)
                    && !surplus.contains(id)
            }
            .max { ($0.value.epoch, $0.key) < ($1.value.epoch, $1.key) }?.value.key
    }

    /// The epoch of the next key of this purpose.
    package func nextEpoch(_ purpose: KeyPurpose) -> Int64 { counted(purpose).values.map(\.epoch).max().map { $0 + 1 } ?? 0 }

    /// The keys of a purpose, without those whose epoch is impossibly high. Those serve for decryption only.
    private func counted(_ purpose: KeyPurpose) -> [KeyID: Entry] {
        let keys = entries.filter { $0.value.purpose == purpose }
        return keys.filter { Self.counts($0.value.epoch, among: keys.count) }
    }

    /// Whether an epoch is plausible. Each key raises the epoch by one, and no device has seen all keys, so the bound is generous.
    /// A device that claims the highest accepted epoch still leaves room for the next key, because that key raises the bound.
    ///
    /// - Parameter keys: the number of known keys of the same purpose.
    package static func counts(_ epoch: Int64, among keys: Int) -> Bool { epoch >= 0 && epoch >> 20 < keys }

    /// The partner's keys beyond `mostOfPartner`, unless one of the owner's devices passed them on anyway.
    private var surplus: Set<KeyID> {
        Set(partnersOrder.dropFirst(Self.mostOfPartner).filter { entries[$0]?.ownGrantors.isEmpty == true })
    }

    /// The keys that every one of the owner's devices should have, oldest first.
    ///
    /// - Parameter seeds: the seeds that count; others aren't passed on.
    package func keysToPassOn(seeds: Set<KeyID>) -> [Entry] {
        let surplus = surplus
        return all.filter { $0.purpose.isRenewed ? !surplus.contains($0.key.id) : seeds.contains($0.key.id) }
    }

    /// Every key, oldest first.
    package var all: [Entry] {
        entries.sorted { ($0.value.epoch, $0.key) < ($1.value.epoch, $1.key) }.map(\.value)
    }
}
