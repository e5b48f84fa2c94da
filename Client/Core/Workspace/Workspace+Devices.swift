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
        try confirmRemovals()
        try grantMissingKeys()
        try renewKeys()
    }

    func removeAtNextSync(_ device: DeviceID) throws {
        guard try !devicesToRemove().contains(where: { $0.device == device }) else { return }
        try transaction.append(OutboxEntry(record: nil, intent: try seal(.removal(device: device)), wall: now, boot: boot))
    }

    /// Devices that are to end with the next sync, and the outbox entries that say so.
    func devicesToRemove() throws -> [(sequence: Int64, device: DeviceID)] {
        try transaction.outbox(.unwritten, after: 0, limit: .max).compactMap { entry in
            guard case .removal(let device)? = try intent(of: entry) else { return nil }
            return (entry.sequence, device)
        }
    }

    /// Signs the removals that were asked for, now that all is here that the devices wrote: what is not named in a removal would not
    /// count, though the partner may have sealed against it.
    private func signRemovals() throws {
        for (sequence, device) in try devicesToRemove() {
            try transaction.removeOutbox(sequence)
            guard identity.mine.state.isLive(device) else { continue }
            try signRemoval(of: device)
            if membership.kit?.device == device { identity.membership.kit = nil }
        }
    }

    /// Pages after which a removal waits no longer: more than the room of both partners fills. A feed that goes on beyond that is written
    /// as fast as it is read, perhaps by the very device.
    static let pagesBeforeRemoval = 1_000

    /// A removal is signed once everything was fetched; where that has no end, by what is here.
    func removeDespiteMore(_ state: inout SyncState) throws {
        guard identity.mine.state.isLive(membership.device), try !devicesToRemove().isEmpty else {
            state.pagesBeforeRemoval = nil
            return
        }
        let pages = (state.pagesBeforeRemoval ?? 0) + 1
        guard pages >= Self.pagesBeforeRemoval else {
            state.pagesBeforeRemoval = pages
            return
        }
        state.pagesBeforeRemoval = nil
        try signRemovals()
    }

    /// Whoever removed a machine may have been removed by another that did not know of it. The machine has ended all the same, but what its
    /// removal let stand is lost with it: a machine that is alive says it anew.
    private func confirmRemovals() throws {
        for device in identity.mine.state.unconfirmed.sorted() { try signRemoval(of: device) }
    }

    private func signRemoval(of device: DeviceID) throws {
        let held = try records(touchedBy: device)
        // The partner reads the entry. Of what they have not seen it is to tell nothing, so that is written anew, and does not stand.
        let secret = try held.filter { try isUnseen($0, by: device) && takeOver($0) }.map(\.header.id)
        try append(.remove(device: device, standing: versions(by: device, in: held.filter { !secret.contains($0.header.id) })))
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

    /// Every device of this partner that can still be used holds every key. What the partner says to have given them does not count: it
    /// may be another key, or open to nothing.
    private func grantMissingKeys() throws {
        let others = identity.mine.state.live.filter { $0.kind != .link && $0.id != membership.device }
        for key in identity.keysToPassOn {
            try grant(key.key, for: key.purpose, epoch: key.epoch, to: others.filter { !key.holders.contains($0.id) })
        }
    }

    /// Drafts, skips, withdrawals, and all else that the partner may not have been shown.
    private func isUnseen(_ held: HeldRecord, by device: DeviceID) -> Bool {
        held.header.device == device && (held.header.class == .own || held.header.class == .sealed && held.header.isDeleted)
    }

    /// - Returns: false where it cannot be read here, and so not be written anew.
    func takeOver(_ held: HeldRecord) throws -> Bool {
        // What waits here takes its place in any case.
        guard try transaction.outbox(for: held.header.id).isEmpty else { return true }
        return try held.record.map { try writeAnew($0, above: held.header.stamp) } ?? false
    }

    /// What this partner's devices wrote, as far as this home holds it and a device had a hand in it.
    func records(touchedBy device: DeviceID) throws -> [HeldRecord] {
        var records =
            try transaction.records(of: .own, includingTombstones: true)
            + transaction.records(of: .shared, includingTombstones: true)
        for seal in try transaction.sealOverview() where seal.author == membership.partner {
            if let held = try transaction.record(answerID(seal.round)) { records.append(held) }
        }
        return records.filter { $0.header.device == device || $0.opening?.device == device }
    }

    /// Every version and opening that a device signed.
    private func versions(by device: DeviceID, in records: [HeldRecord]) -> [VersionDigest] {
        var versions: Set<VersionDigest> = []
        for held in records {
            if held.header.device == device { versions.insert(held.header.digest) }
            if let opening = held.opening, opening.device == device { versions.insert(opening.digest) }
        }
        return versions.sorted()
    }
}
