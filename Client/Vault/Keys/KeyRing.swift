package import Models

/// Every symmetric key that this device was given, and to whom each was given.
///
/// Two partners grant keys, and either may say what is not so: grant each device of the other another key, name a known key anew, or list
/// devices to which nothing is sealed that opens. So what one's own machines say goes before what the partner says, in whatever order
/// it arrived.
package struct KeyRing: Sendable {
    /// What is known of one key.
    package struct Entry: Sendable {
        package let key: SecretKey
        package fileprivate(set) var purpose: KeyPurpose
        package fileprivate(set) var epoch: Int64
        /// The devices that granted it to somebody.
        package fileprivate(set) var grantors: Set<DeviceID>
        package fileprivate(set) var recipients: Set<DeviceID>
        /// The devices that have it by the word of a machine of one's own: those that granted it, and those to which they did.
        package fileprivate(set) var holders: Set<DeviceID> = []
        /// The machines of one's own that granted it.
        fileprivate var ownGrantors: Set<DeviceID> = []
    }

    /// Whose grants are one's own; of `nil` everybody's are.
    private let owner: PartnerID?
    package private(set) var entries: [KeyID: Entry] = [:]
    /// Keys that are never renewed, in the order in which they were learned.
    private var seedOrder: [KeyID] = []
    /// Renewed keys that the partner granted before a machine of one's own did, in the order in which they were learned.
    private var partnersOrder: [KeyID] = []

    /// The most renewed keys of the partner's making that are written with and passed on, the first ones. Each costs grants of one's own,
    /// and so no partner can use up the room for them. Ending a device makes one such key.
    package static let mostOfPartner = 64

    package init(owner: PartnerID? = nil) { self.owner = owner }

    /// Takes in a grant that was verified.
    package mutating func learn(_ grant: KeyGrant, key: SecretKey) {
        learn(
            key, id: grant.key, for: grant.purpose, epoch: grant.epoch, by: grant.author, from: grant.device,
            to: grant.sealed.map(\.recipient))
    }

    /// The same, of a grant that was opened before.
    ///
    /// A key keeps the purpose and epoch of the first grant, unless that was the partner's and a machine of one's own says otherwise.
    package mutating func learn(
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

    /// To read with: any key.
    package subscript(id: KeyID) -> SecretKey? { entries[id]?.key }

    /// All that is known of a purpose that is never renewed, in the order in which they were learned, whoever granted them.
    package func seeds(_ purpose: KeyPurpose) -> [SecretKey] {
        seedOrder.compactMap { entries[$0] }.filter { $0.purpose == purpose }.map(\.key)
    }

    /// The seed that machines of one's own granted: one of a live machine's before others, and then the one with the least id, so that
    /// every device that knows the same takes the same.
    package func ownSeed(_ purpose: KeyPurpose, live: Set<DeviceID>) -> SecretKey? {
        let own = seedOrder.compactMap { entries[$0] }.filter { $0.purpose == purpose && !$0.ownGrantors.isEmpty }
        let alive = own.filter { !$0.ownGrantors.isDisjoint(with: live) }
        return (alive.isEmpty ? own : alive).map(\.key).min { $0.id < $1.id }
    }

    /// To write with: the newest that was given, and given by, live devices only. Nil means that one is to be made.
    ///
    /// - Parameter floor: the least epoch that will do.
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

    /// The keys of a purpose but those whose epochs nobody can have come to: they are read with alone.
    private func counted(_ purpose: KeyPurpose) -> [KeyID: Entry] {
        let keys = entries.filter { $0.value.purpose == purpose }
        return keys.filter { Self.counts($0.value.epoch, among: keys.count) }
    }

    /// Each key moves the epoch on by one, and no device has seen all of them. A device that names an epoch as great as it can leaves room
    /// for the next key, which moves the bound.
    ///
    /// - Parameter keys: how many of that purpose are known.
    package static func counts(_ epoch: Int64, among keys: Int) -> Bool { epoch >= 0 && epoch >> 20 < keys }

    /// Keys of the partner's making beyond those that are passed on, and that no machine of one's own has passed on all the same.
    private var surplus: Set<KeyID> {
        Set(partnersOrder.dropFirst(Self.mostOfPartner).filter { entries[$0]?.ownGrantors.isEmpty == true })
    }

    /// What every device of one's own is to have, oldest first.
    ///
    /// - Parameter seeds: those that count; others are nobody's.
    package func keysToPassOn(seeds: Set<KeyID>) -> [Entry] {
        let surplus = surplus
        return all.filter { $0.purpose.isRenewed ? !surplus.contains($0.key.id) : seeds.contains($0.key.id) }
    }

    /// Every key, oldest first.
    package var all: [Entry] {
        entries.sorted { ($0.value.epoch, $0.key) < ($1.value.epoch, $1.key) }.map(\.value)
    }
}
