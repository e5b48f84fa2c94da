import Models
import Vault
import Wire

/// Writes to the own device log: signs entries, and performs this device's duties towards its partner's other devices.
struct DeviceLogEdit {
    let edit: HomeEdit
    var home: HomeSnapshot { edit.home }

    /// Signs an entry on top of the own log's tips, applies it and queues it for sending. A caller that removes devices must call
    /// `renewKeys` after removing all of them.
    ///
    /// A removal and its ancestors are offered: the server accepts them whatever has been added to the log since, so no one can
    /// prevent a removal by extending the log.
    func append(_ action: LogAction) throws {
        let entry = try LogEntry(
            previous: edit.identity.mine.tips, action: action, device: edit.membership.device, time: edit.now,
            signedWith: edit.identity.keys.signing)
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

    /// - Parameter serverNow: when the server sent the page that completed the feed.
    func lookAfterDevices(_ serverNow: Instant) throws {
        guard edit.identity.mine.state.isLive(edit.membership.device),
            edit.membership.phase == .paired || edit.membership.phase == .waiting
        else {
            return
        }
        try removeExpiredLinks(serverNow)
        try signRemovals()
        try confirmRemovals()
        try edit.keyring.makeMissingPersonalKeys()
        // Only now: a key made between two removals would go to devices that are about to be removed.
        try edit.keyring.grantMissingKeys()
        try edit.keyring.renewKeys()
    }

    /// A later request about a device replaces an earlier one.
    func removeAtNextSync(_ devices: [DeviceID], keeping: Set<DeviceID>) throws {
        for wish in try home.removalWishes() where devices.contains(wish.device) {
            try edit.transaction.removeOutbox(wish.sequence)
        }
        for device in devices {
            let intent = Intent.removal(device: device, keeping: keeping.sorted())
            try edit.transaction.append(
                OutboxEntry(record: nil, intent: try edit.outbox.encrypt(intent), wall: edit.now, boot: edit.boot))
        }
    }

    /// Signs the requested removals, now that everything those devices wrote has arrived. A version that a removal doesn't name
    /// wouldn't count, even if the partner had sealed against it.
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

    /// The named devices and everything they have enlisted by now, including since the partner was asked.
    private func devicesEnding(with wishes: [RemovalWish]) -> Set<DeviceID> {
        let named = Set(wishes.map(\.device))
        let enlisted = wishes.flatMap { wish -> Set<DeviceID> in
            guard let keeping = wish.keeping else { return [] }
            let trusted = keeping.subtracting(named).union([edit.membership.device])
            return edit.identity.mine.enlisted(by: [wish.device], sparing: trusted)
        }
        return named.union(enlisted).filter(edit.identity.mine.state.isLive)
    }

    /// How many pages a removal waits for: more than both partners' quotas fill. A feed that is longer is being written as fast as
    /// it is read, perhaps by the device to be removed.
    static let pagesBeforeRemoval = 1_000

    /// Signs removals that are waiting for a feed without an end, based on what has arrived. Otherwise they're signed once
    /// everything has been fetched.
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

    /// The device that signed a removal may itself have been removed by one that didn't know of it. The removed device stays
    /// removed, but the list of versions that stand is void: a live device signs the removal again.
    private func confirmRemovals() throws {
        try signRemovals(of: edit.identity.mine.state.unconfirmed.sorted())
    }

    /// Signs removals, sent together. The caller renews the keys after all devices have been removed.
    private func signRemovals(of devices: [DeviceID]) throws {
        guard !devices.isEmpty else { return }
        let ending = Set(devices)
        let held = try records(touchedBy: ending)
        // The partner reads log entries. Naming versions they haven't seen would reveal that these exist, so those are rewritten
        // and left off the list.
        let secret = Set(try held.filter { try isUnseen($0, by: ending) && rewrite($0) }.map(\.header.id))
        let standing = held.filter { !secret.contains($0.header.id) }
        for device in devices { try append(.remove(device: device, standing: versions(by: device, in: standing))) }
    }

    /// Removes link codes that expired unused. Only after everything was fetched: a removal that doesn't name what its device did
    /// voids it, which would cut off a device that used the code in time. Also removes codes that would outlive one printed now:
    /// they were printed under a wrong clock.
    private func removeExpiredLinks(_ serverNow: Instant) throws {
        for card in edit.identity.mine.state.live where card.kind == .link {
            guard let expires = card.expires,
                expires.advanced(by: .seconds(60)) < serverNow
                    || expires > serverNow.advanced(by: .seconds(Limits().linkSeconds + 60))
            else { continue }
            try append(.remove(device: card.id, standing: []))
        }
    }

    /// Drafts, skips, withdrawals, and anything else that the partner may not have been shown.
    private func isUnseen(_ held: HeldRecord, by devices: Set<DeviceID>) -> Bool {
        devices.contains(held.header.device)
            && (held.header.visibility == .own || held.header.visibility == .sealed && held.header.isDeleted)
    }

    /// - Returns: `false` if it can't be read here and therefore can't be rewritten.
    func rewrite(_ held: HeldRecord) throws -> Bool {
        // A waiting outbox entry replaces it anyway.
        guard try edit.transaction.outbox(for: held.header.id).isEmpty else { return true }
        return try held.record.map { try edit.outbox.writeAnew($0, above: held.header.stamp) } ?? false
    }

    /// The records by this partner's devices that this home holds and that one of `devices` signed or contributed to.
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
