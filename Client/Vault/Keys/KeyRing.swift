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

    package init() {}

    /// Takes in a grant that was verified. Of the keys that are never renewed, the first one known stays.
    package mutating func learn(_ grant: KeyGrant, key: SecretKey) {
        if !grant.purpose.isRenewed, let first = seed(grant.purpose), first.id != grant.key { return }
        var entry = entries[grant.key] ?? Entry(key: key, purpose: grant.purpose, epoch: grant.epoch, grantors: [], recipients: [])
        guard entry.purpose == grant.purpose, entry.epoch == grant.epoch else { return }
        entry.grantors.insert(grant.device)
        entry.recipients.formUnion(grant.sealed.map(\.recipient))
        entries[grant.key] = entry
    }

    /// To read with: any key.
    package subscript(id: KeyID) -> SecretKey? { entries[id]?.key }

    /// A key that is never renewed.
    package func seed(_ purpose: KeyPurpose) -> SecretKey? { entries.values.first { $0.purpose == purpose }?.key }

    /// To write with: the newest that was given, and given by, live devices only. Nil means that one is to be made.
    ///
    /// - Parameter floor: the least epoch that will do.
    package func newest(_ purpose: KeyPurpose, from floor: Int64 = 0, live: Set<DeviceID>) -> SecretKey? {
        entries.values
            .filter {
                $0.purpose == purpose && $0.epoch >= floor && $0.recipients.isSubset(of: live) && $0.grantors.isSubset(of: live)
            }
            .max { ($0.epoch, $0.key.id) < ($1.epoch, $1.key.id) }?.key
    }

    /// The epoch of the next key of this purpose. Saturates: an epoch may come from somebody else's device.
    package func nextEpoch(_ purpose: KeyPurpose) -> Int64 {
        guard let greatest = entries.values.filter({ $0.purpose == purpose }).map(\.epoch).max() else { return 0 }
        return greatest == .max ? .max : greatest + 1
    }

    /// The keys that `device` was not given yet, among those it is entitled to.
    package func missing(for device: DeviceID) -> [Entry] { all.filter { !$0.recipients.contains(device) } }

    /// Every key, oldest first.
    package var all: [Entry] { entries.values.sorted { ($0.epoch, $0.key.id) < ($1.epoch, $1.key.id) } }
}
