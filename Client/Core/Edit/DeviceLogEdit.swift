import Models
import Vault
import Wire

/// The own device log: signing entries, and what each machine does for the devices of its partner.
struct DeviceLogEdit {
    let edit: HomeEdit
    var home: HomeSnapshot { edit.home }

    /// Signs an entry under the tips of the own log, takes it in, and sends it. Whoever ends devices renews the keys (`renewKeys`) once all of
    /// them have ended.
    ///
    /// A removal is offered, and so is what it builds on: the server takes them whatever the log has come to meanwhile, so that nobody keeps
    /// them off by adding to the log.
    func append(_ action: LogAction) throws {
        let entry = try LogEntry(
            previous: edit.identity.mine.tips, action: action, device: edit.membership.device, time: edit.now, signedWith: edit.identity.keys.signing)
        _ = try edit.identity.insert(entry, of: edit.membership.partner)
        try edit.transaction.add(entry, of: edit.membership.partner)
        if action.removed != nil { try offerWaitingEntries() }
        try edit.outbox.enqueue(.entry(EntryWrite(partner: edit.membership.partner, entry: entry, offered: action.removed != nil)))
    }

    private func offerWaitingEntries() throws {
        for var waiting in try edit.transaction.outbox(.plain, after: 0, limit: .max) {
            guard case .entry(let write)? = waiting.write, !write.offered else { continue }
            waiting.write = .entry(EntryWrite(partner: write.partner, entry: write.entry, offered: true))
            try edit.transaction.update(waiting)
        }
    }

    /// - Parameter serverNow: when the page was read that brought the last of it.
    func lookAfterDevices(_ serverNow: Instant) throws {
        guard edit.identity.mine.state.isLive(edit.membership.device), edit.membership.phase == .paired || edit.membership.phase == .waiting else {
            return
        }
        try removeExpiredLinks(serverNow)
        try signRemovals()
        try confirmRemovals()
        try edit.keyring.makeMissingPersonalKeys()
        // Not before: a key that is made between two removals goes to devices that are about to end.
        try edit.keyring.grantMissingKeys()
        try edit.keyring.renewKeys()
    }

    /// A later wish about a device takes the place of an earlier one.
    func removeAtNextSync(_ devices: [DeviceID], keeping: Set<DeviceID>) throws {
        for wish in try home.removalWishes() where devices.contains(wish.device) { try edit.transaction.removeOutbox(wish.sequence) }
        for device in devices {
            let intent = Intent.removal(device: device, keeping: keeping.sorted())
            try edit.transaction.append(OutboxEntry(record: nil, intent: try edit.outbox.encrypt(intent), wall: edit.now, boot: edit.boot))
        }
    }

    /// Signs the removals that were asked for, now that all is here that the devices wrote: what is not named in a removal would not
    /// count, though the partner may have sealed against it.
    private func signRemovals() throws {
        let wishes = try home.removalWishes()
        guard !wishes.isEmpty else { return }
        for wish in wishes { try edit.transaction.removeOutbox(wish.sequence) }
        let ending = devicesEnding(with: wishes)
        // In the order in which they were enlisted.
        let devices = edit.identity.mine.entries.compactMap(\.action.added?.id).filter(ending.contains)
        try signRemovals(of: devices)
        if let kit = edit.membership.kit, ending.contains(kit.device) { edit.identity.membership.kit = nil }
    }

    /// The devices that were named, and all that they have enlisted by now: also since somebody was asked.
    private func devicesEnding(with wishes: [RemovalWish]) -> Set<DeviceID> {
        let named = Set(wishes.map(\.device))
        let enlisted = wishes.flatMap { wish -> Set<DeviceID> in
            guard let keeping = wish.keeping else { return [] }
            let trusted = keeping.subtracting(named).union([edit.membership.device])
            return edit.identity.mine.enlisted(by: [wish.device], sparing: trusted)
        }
        return named.union(enlisted).filter(edit.identity.mine.state.isLive)
    }

    /// Pages after which a removal waits no longer: more than the room of both partners fills. A feed that goes on beyond that is written
    /// as fast as it is read, perhaps by the very device.
    static let pagesBeforeRemoval = 1_000

    /// A removal is signed once everything was fetched; where that has no end, by what is here.
    func removeDespiteMore(_ state: inout SyncState) throws {
        guard edit.identity.mine.state.isLive(edit.membership.device), try !home.removalWishes().isEmpty else {
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
        try edit.keyring.renewKeys()
    }

    /// Whoever removed a machine may have been removed by another that did not know of it. The machine has ended all the same, but what its
    /// removal let stand is lost with it: a machine that is alive says it anew.
    private func confirmRemovals() throws {
        try signRemovals(of: edit.identity.mine.state.unconfirmed.sorted())
    }

    /// Ends devices, in entries that go out together. Whoever calls this renews the keys, once they all have ended.
    private func signRemovals(of devices: [DeviceID]) throws {
        guard !devices.isEmpty else { return }
        let ending = Set(devices)
        let held = try records(touchedBy: ending)
        // The partner reads the entries. Of what they have not seen they are to tell nothing, so that is written anew, and does not stand.
        let secret = Set(try held.filter { try isUnseen($0, by: ending) && rewrite($0) }.map(\.header.id))
        let standing = held.filter { !secret.contains($0.header.id) }
        for device in devices { try append(.remove(device: device, standing: versions(by: device, in: standing))) }
    }

    /// Link codes that nobody used in time. Not before everything was fetched: a machine that came by the code in time would be cut off,
    /// since a removal that does not know what its device did makes it void. And those that would last for longer than one printed now:
    /// the clock was wrong that they were printed by.
    private func removeExpiredLinks(_ serverNow: Instant) throws {
        for card in edit.identity.mine.state.live where card.kind == .link {
            guard let expires = card.expires,
                expires.advanced(bySeconds: 60) < serverNow
                    || expires > serverNow.advanced(bySeconds: Limits().linkSeconds + 60)
            else { continue }
            try append(.remove(device: card.id, standing: []))
        }
    }

    /// Drafts, skips, withdrawals, and all else that the partner may not have been shown.
    private func isUnseen(_ held: HeldRecord, by devices: Set<DeviceID>) -> Bool {
        devices.contains(held.header.device) && (held.header.class == .own || held.header.class == .sealed && held.header.isDeleted)
    }

    /// - Returns: false where it cannot be read here, and so not be written anew.
    func rewrite(_ held: HeldRecord) throws -> Bool {
        // What waits here takes its place in any case.
        guard try edit.transaction.outbox(for: held.header.id).isEmpty else { return true }
        return try held.record.map { try edit.outbox.writeAnew($0, above: held.header.stamp) } ?? false
    }

    /// What this partner's devices wrote, as far as this home holds it and one of `devices` had a hand in it.
    func records(touchedBy devices: Set<DeviceID>) throws -> [HeldRecord] {
        var records =
            try edit.transaction.records(of: .own, includingTombstones: true)
            + edit.transaction.records(of: .shared, includingTombstones: true)
        for seal in try edit.transaction.sealOverview() where seal.author == edit.membership.partner {
            if let held = try edit.transaction.record(home.answerID(seal.round)) { records.append(held) }
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
