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
        // Not before: a key that is made between two removals goes to devices that are about to end.
        try grantMissingKeys()
        try renewKeys()
    }

    /// A later wish about a device takes the place of an earlier one.
    func removeAtNextSync(_ devices: [DeviceID], keeping: Set<DeviceID>) throws {
        for wish in try removalWishes() where devices.contains(wish.device) { try transaction.removeOutbox(wish.sequence) }
        for device in devices {
            let intent = Intent.removal(device: device, keeping: keeping.sorted())
            try transaction.append(OutboxEntry(record: nil, intent: try seal(intent), wall: now, boot: boot))
        }
    }

    /// What is to end with the next sync.
    func removalWishes() throws -> [RemovalWish] {
        try transaction.outbox(.unwritten, after: 0, limit: .max).compactMap { entry in
            guard case .removal(let device, let keeping)? = try intent(of: entry) else { return nil }
            return RemovalWish(sequence: entry.sequence, device: device, keeping: keeping.map(Set.init))
        }
    }

    /// Signs the removals that were asked for, now that all is here that the devices wrote: what is not named in a removal would not
    /// count, though the partner may have sealed against it.
    private func signRemovals() throws {
        let wishes = try removalWishes()
        guard !wishes.isEmpty else { return }
        for wish in wishes { try transaction.removeOutbox(wish.sequence) }
        let ending = devicesEnding(with: wishes)
        // In the order in which they were enlisted.
        let devices = identity.mine.entries.compactMap(\.action.added?.id).filter(ending.contains)
        try signRemovals(of: devices)
        if let kit = membership.kit, ending.contains(kit.device) { identity.membership.kit = nil }
    }

    /// The devices that were named, and all that they have enlisted by now: also since somebody was asked.
    private func devicesEnding(with wishes: [RemovalWish]) -> Set<DeviceID> {
        let named = Set(wishes.map(\.device))
        let enlisted = wishes.flatMap { wish -> Set<DeviceID> in
            guard let keeping = wish.keeping else { return [] }
            let trusted = keeping.subtracting(named).union([membership.device])
            return identity.mine.enlisted(by: [wish.device], sparing: trusted)
        }
        return named.union(enlisted).filter(identity.mine.state.isLive)
    }

    /// Pages after which a removal waits no longer: more than the room of both partners fills. A feed that goes on beyond that is written
    /// as fast as it is read, perhaps by the very device.
    static let pagesBeforeRemoval = 1_000

    /// A removal is signed once everything was fetched; where that has no end, by what is here.
    func removeDespiteMore(_ state: inout SyncState) throws {
        guard identity.mine.state.isLive(membership.device), try !removalWishes().isEmpty else {
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
        try renewKeys()
    }

    /// Whoever removed a machine may have been removed by another that did not know of it. The machine has ended all the same, but what its
    /// removal let stand is lost with it: a machine that is alive says it anew.
    private func confirmRemovals() throws {
        try signRemovals(of: identity.mine.state.unconfirmed.sorted())
    }

    /// Ends devices, in entries that go out together. Whoever calls this renews the keys, once they all have ended.
    private func signRemovals(of devices: [DeviceID]) throws {
        guard !devices.isEmpty else { return }
        let ending = Set(devices)
        let held = try records(touchedBy: ending)
        // The partner reads the entries. Of what they have not seen they are to tell nothing, so that is written anew, and does not stand.
        let secret = Set(try held.filter { try isUnseen($0, by: ending) && takeOver($0) }.map(\.header.id))
        let standing = held.filter { !secret.contains($0.header.id) }
        for device in devices { try append(.remove(device: device, standing: versions(by: device, in: standing))) }
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
    private func isUnseen(_ held: HeldRecord, by devices: Set<DeviceID>) -> Bool {
        devices.contains(held.header.device) && (held.header.class == .own || held.header.class == .sealed && held.header.isDeleted)
    }

    /// - Returns: false where it cannot be read here, and so not be written anew.
    func takeOver(_ held: HeldRecord) throws -> Bool {
        // What waits here takes its place in any case.
        guard try transaction.outbox(for: held.header.id).isEmpty else { return true }
        return try held.record.map { try writeAnew($0, above: held.header.stamp) } ?? false
    }

    /// What this partner's devices wrote, as far as this home holds it and one of `devices` had a hand in it.
    func records(touchedBy devices: Set<DeviceID>) throws -> [HeldRecord] {
        var records =
            try transaction.records(of: .own, includingTombstones: true)
            + transaction.records(of: .shared, includingTombstones: true)
        for seal in try transaction.sealOverview() where seal.author == membership.partner {
            if let held = try transaction.record(answerID(seal.round)) { records.append(held) }
        }
        return records.filter { held in
            devices.contains(held.header.device) || held.opening.map { devices.contains($0.device) } == true
        }
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

/// A device that is to end with the next sync.
struct RemovalWish {
    /// Of the outbox entry that says so.
    let sequence: Int64
    let device: DeviceID
    /// What stays, whoever enlisted it. Nil: all but the device.
    let keeping: Set<DeviceID>?
}
