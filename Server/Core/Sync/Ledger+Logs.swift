import Models
import Wire

extension Ledger {
    /// What the server requires of an entry beyond validity in its log: a link code has an expiry, a card isn't the other
    /// partner's, and a pair names this couple's partner.
    func allows(_ entry: LogEntry, on side: Side, offered: Bool) -> Bool {
        switch entry.action {
        case .add(let card, _):
            guard !card.isEndless else { return false }
            guard let other = devices[DeviceKey(card.id, of: side.other)] else { return true }
            // After data loss, the wrong log may have arrived first. Whose card it is becomes clear when its holder signs in as
            // that partner.
            return offered && !other.isSettled
        case .pair(let partner):
            guard let other = couple.sides[side.other].partner else { return offered }
            return partner == other
        case .remove, .leave: return true
        }
    }

    /// Why a log has no room for an entry, or `nil`.
    func wantOfRoom(for entry: LogEntry, on side: Side, _ limits: Limits) -> ErrorCode? {
        guard let log = logs[side], let usage = usages[side] else { return nil }
        return usage.wantOfRoom(for: entry, in: log, isPaired: couple.isPaired, limits)
    }

    /// Inserts an entry into its log and applies the consequences.
    ///
    /// - Parameter mayBeVoid: whether to accept an entry that doesn't count.
    /// - Returns: why the entry is rejected, or `nil`: `bad_entry`, or `quota_devices` if it would make too many devices live again.
    mutating func insert(_ entry: VerifiedEntry, on side: Side, mayBeVoid: Bool) -> ErrorCode? {
        guard let before = logs[side]?.state.liveCount, let recounts = logs[side]?.recounts else { return .badEntry }
        let signerIsAlive = logs[side]?.state.isLive(entry.entry.device) == true
        guard mayBeVoid || signerIsAlive else { return .badEntry }
        // Only an entry that adds a known device again, on a branch, can turn out to be unwanted after insertion.
        let addsAgain = entry.entry.action.added.map { logs[side]?.card(of: $0.id) != nil } ?? false
        let kept = addsAgain || !mayBeVoid ? logs[side] : nil
        do {
            guard try logs[side]?.insert(entry) == true else { return .badEntry }
        } catch {
            return .badEntry
        }
        guard let log = logs[side] else { return .badEntry }
        if let kept {
            let code: ErrorCode? =
                !mayBeVoid && log.isVoid(entry.hash)
                ? .badEntry : log.state.liveCount > max(before, Room.liveDevices) ? .quotaDevices : nil
            if let code {
                logs[side] = kept
                return code
            }
        }
        adopt(entry.entry, hash: entry.hash, log: log, recounted: log.recounts > recounts, on: side)
        return nil
    }

    /// - Parameters:
    ///   - log: the log with the entry, as in `logs`.
    ///   - recounted: whether the entry may have changed more than its own action says.
    private mutating func adopt(_ entry: LogEntry, hash: EntryHash, log: DeviceLog, recounted: Bool, on side: Side) {
        usages[side]?.take(entry, in: log, recounted: recounted)
        append(entry, hash: hash, on: side)
        if recounted {
            refreshAllDevices(of: side, from: log.state)
        } else {
            let named = [entry.action.added?.id, entry.action.removed].compactMap(\.self)
            refreshDevices(named, of: side, from: log.state)
        }
        if recounted || entry.action.removed != nil { sidesWithEndings.insert(side) }
        noteLeaving(log.state, on: side)
    }

    private mutating func append(_ entry: LogEntry, hash: EntryHash, on side: Side) {
        effects.entries.append(EntryRow(side: side, hash: hash, entry: entry))
        for reader in Side.allCases { _ = place(.entry(hash), on: reader) }
    }

    private mutating func noteLeaving(_ state: DeviceLogState, on side: Side) {
        guard state.hasLeft, !couple.sides[side].hasLeft else { return }
        couple.sides[side].hasLeft = true
        effects.leavers.insert(side)
    }

    private mutating func refreshAllDevices(of side: Side, from state: DeviceLogState) {
        let known = devices.keys.lazy.filter { $0.side == side }.map(\.id)
        refreshDevices(Set(known).union(state.cards.keys), of: side, from: state)
    }

    private mutating func refreshDevices(_ ids: some Sequence<DeviceID>, of side: Side, from state: DeviceLogState) {
        for id in ids {
            let (key, isLive) = (DeviceKey(id, of: side), state.isLive(id))
            if let known = devices[key] {
                guard known.isLive != isLive else { continue }
                devices[key]?.isLive = isLive
                if !isLive {
                    effects.ended.append(key)
                    dropBoxes(of: key)
                }
            } else {
                guard let card = state.cards[id] else { continue }
                devices[key] = DeviceRow(id: id, side: side, card: card, isLive: isLive, isSettled: false)
            }
            effects.devices.insert(key)
        }
    }

    private mutating func dropBoxes(of key: DeviceKey) {
        for box in boxes.values where box.device == key.id && box.side == key.side {
            boxes[box.locator] = nil
            effects.boxes.remove(box.locator)
            effects.deletedBoxes.append(box.locator)
        }
    }

    /// Drops grants that no live device can decrypt.
    mutating func dropDeadGrants() {
        let dead = grants.values.filter { row in row.grant.sealed.allSatisfy { hasEnded($0.recipient, for: row) } }
        for row in dead { drop(row) }
    }

    /// Whether a grant's recipient is known, and no longer live on any side entitled to the key.
    private func hasEnded(_ recipient: DeviceID, for row: GrantRow) -> Bool {
        let sides = row.grant.purpose.isShared ? Side.allCases : [row.side]
        let known = sides.compactMap { devices[DeviceKey(recipient, of: $0)] }
        return !known.isEmpty && !known.contains(where: \.isLive)
    }
}

// MARK: - Whole logs
extension Ledger {
    /// Takes over a complete log on a side that has none.
    mutating func adopt(_ log: DeviceLog, on side: Side) {
        logs[side] = log
        usages[side] = LogUsage(log)
        for entry in log.entries { append(entry, hash: entry.hash, on: side) }
        refreshAllDevices(of: side, from: log.state)
        noteLeaving(log.state, on: side)
    }

    /// Adds the entries of a log that are valid, new, within the limits and supported; a void entry is supported only if an entry
    /// that counts builds on it. A joiner's log is adopted if the couple has no joiner and the two logs name each other.
    mutating func merge(_ log: DeviceLog, limits: Limits) {
        guard let side = couple.side(of: log.partner) else {
            guard couple.sides.joiner.partner == nil, log.state.pairedWith == couple.sides.inviter.partner,
                logs.inviter?.state.pairedWith == log.partner, log.linksEnd
            else { return }
            couple.sides.joiner.partner = log.partner
            return adopt(log, on: .joiner)
        }
        guard var both = logs[side] else { return }
        both.formUnion(log)
        for one in both.supported where logs[side]?.contains(one.hash) == false {
            guard wantOfRoom(for: one.entry, on: side, limits) == nil, allows(one.entry, on: side, offered: true) else { continue }
            _ = insert(one, on: side, mayBeVoid: true)
        }
        // An older database stored a card that is in both logs as a device of only one partner.
        if let state = logs[side]?.state { refreshAllDevices(of: side, from: state) }
    }
}
