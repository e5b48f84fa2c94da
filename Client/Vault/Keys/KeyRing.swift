package import Models

/// Every symmetric key that this device was given, and to whom each was given.
package struct KeyRing: Sendable {
    /// What is known of one key.
    package struct Entry: Sendable {
        package let key: SecretKey
        package let purpose: KeyPurpose
        package let epoch: Int64
        /// The devices that granted it to somebody.
        package fileprivate(set) var grantors: Set<DeviceID>
        package fileprivate(set) var recipients: Set<DeviceID>
    }

    package private(set) var entries: [KeyID: Entry] = [:]
    /// Of the purposes whose keys are never renewed: the first one known.
    private var seeds: [KeyPurpose: KeyID] = [:]

    package init() {}

    /// Takes in a grant that was verified. Of the keys that are never renewed, the first one known stays.
    package mutating func learn(_ grant: KeyGrant, key: SecretKey) {
        learn(
            key, id: grant.key, for: grant.purpose, epoch: grant.epoch, from: grant.device, to: grant.sealed.map(\.recipient))
    }

    /// The same, of a grant that was opened before.
    package mutating func learn(
        _ key: SecretKey, id: KeyID, for purpose: KeyPurpose, epoch: Int64, from device: DeviceID, to recipients: [DeviceID]
    ) {
        if let first = seeds[purpose], first != id { return }
        var entry = entries[id] ?? Entry(key: key, purpose: purpose, epoch: epoch, grantors: [], recipients: [])
        guard entry.purpose == purpose, entry.epoch == epoch else { return }
        if !purpose.isRenewed { seeds[purpose] = id }
        entry.grantors.insert(device)
        entry.recipients.formUnion(recipients)
        entries[id] = entry
    }

    /// To read with: any key.
    package subscript(id: KeyID) -> SecretKey? { entries[id]?.key }

    /// A key that is never renewed.
    package func seed(_ purpose: KeyPurpose) -> SecretKey? { seeds[purpose].flatMap { self[$0] } }

    /// To write with: the newest that was given, and given by, live devices only. Nil means that one is to be made.
    ///
    /// - Parameter floor: the least epoch that will do.
    package func newest(_ purpose: KeyPurpose, from floor: Int64 = 0, live: Set<DeviceID>) -> SecretKey? {
        counted(purpose)
            .filter { _, entry in
                entry.epoch >= floor && entry.recipients.isSubset(of: live) && entry.grantors.isSubset(of: live)
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

    /// The keys that `device` was not given yet, among those it is entitled to.
    package func missing(for device: DeviceID) -> [Entry] { all.filter { !$0.recipients.contains(device) } }

    /// Every key, oldest first.
    package var all: [Entry] {
        entries.sorted { ($0.value.epoch, $0.key) < ($1.value.epoch, $1.key) }.map(\.value)
    }
}
