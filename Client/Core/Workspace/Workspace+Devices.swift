import Models
import Vault
import Wire

/// What each machine does for the devices of its partner, once it has seen all that the server has.
extension Workspace {
    /// - Parameter serverNow: when the page was read that brought the last of it.
    func lookAfterDevices(_ serverNow: Instant) throws {
        guard identity.mine.state.isLive(membership.device), membership.phase == .paired || membership.phase == .waiting else {
            return
        }
        try removeExpiredLinks(serverNow)
        try signRemovals()
        try grantMissingKeys()
        try renewKeys()
    }

    func removeAtNextSync(_ device: DeviceID) throws {
        guard try !devicesToRemove().contains(where: { $0.device == device }) else { return }
        try transaction.append(OutboxEntry(record: nil, intent: try seal(.removal(device: device)), wall: now, boot: boot))
    }

    /// Devices that are to end with the next sync, and the outbox entries that say so.
    func devicesToRemove() throws -> [(sequence: Int64, device: DeviceID)] {
        try transaction.outbox().compactMap { entry in
            guard entry.write == nil, case .removal(let device)? = try intent(of: entry) else { return nil }
            return (entry.sequence, device)
        }
    }

    /// Signs the removals that were asked for, now that all is here that the devices wrote: what is not named in a removal would not
    /// count, though the partner may have sealed against it.
    private func signRemovals() throws {
        for (sequence, device) in try devicesToRemove() {
            try transaction.removeOutbox(sequence)
            guard identity.mine.state.isLive(device) else { continue }
            try append(.remove(device: device, standing: versions(by: device)))
            if membership.kit?.device == device { identity.membership.kit = nil }
        }
    }

    /// Link codes that nobody used in time. Not before everything was fetched: a machine that came by the code in time would be cut off,
    /// since a removal that does not know what its device did makes it void. And those that would last for longer than one printed now:
    /// the clock was wrong that they were printed by.
    private func removeExpiredLinks(_ serverNow: Instant) throws {
        for card in identity.mine.state.live where card.kind == .link {
            guard let expires = card.expires,
                expires.advanced(bySeconds: 60) < serverNow
                    || expires > serverNow.advanced(bySeconds: Limits().linkSeconds + 60)
            else { continue }
            try append(.remove(device: card.id, standing: []))
        }
    }

    /// Every device of this partner that can still be used holds every key.
    private func grantMissingKeys() throws {
        for card in identity.mine.state.live where card.kind != .link {
            for missing in identity.ring.missing(for: card.id) {
                try grant(missing.key, for: missing.purpose, epoch: missing.epoch, to: [card])
            }
        }
    }

    /// Everything that a device signed and that this home holds.
    private func versions(by device: DeviceID) throws -> [VersionDigest] {
        var versions: Set<VersionDigest> = []
        var records =
            try transaction.records(of: .own, includingTombstones: true)
            + transaction.records(of: .shared, includingTombstones: true)
        for seal in try transaction.sealOverview() where seal.author == membership.partner {
            if let held = try transaction.record(answerID(seal.round)) { records.append(held) }
        }
        for held in records {
            if held.header.device == device { versions.insert(held.header.digest) }
            if let opening = held.opening, opening.device == device { versions.insert(opening.digest) }
        }
        return versions.sorted()
    }
}
