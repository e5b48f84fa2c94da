import Models
import Wire

extension Ledger {
    /// What the server demands of an entry beyond its validity in its log: a link code ends, a card is not the other partner's, and a
    /// pair is this couple's.
    func allows(_ entry: LogEntry, on side: Side, offered: Bool) -> Bool {
        switch entry.action {
        case .add(let card, _):
            guard !card.isEndless else { return false }
            guard let other = devices[DeviceKey(card.id, of: side.other)] else { return true }
            // After a loss the wrong log may have come first: whose the card is shows once its holder has come, as that partner's.
            return offered && !other.isSettled
        case .pair(let partner):
            guard let other = couple.sides[side.other].partner else { return offered }
            return partner == other
        case .remove, .leave: return true
        }
    }

    /// Why a log has no room for an entry, if it has none.
    func wantOfRoom(for entry: LogEntry, on side: Side, _ limits: Limits) -> ErrorCode? {
        guard let log = logs[side], let usage = usages[side] else { return nil }
        return usage.wantOfRoom(for: entry, in: log, isPaired: couple.isPaired, limits)
    }

    /// Takes an entry into its log, with what follows from it.
    ///
    /// - Parameter mayBeVoid: whether an entry is taken that does not count.
    /// - Returns: why the entry is refused, if it is: `bad_entry`, or `quota_devices` where it would bring too many devices back to life.
    mutating func insert(_ entry: VerifiedEntry, on side: Side, mayBeVoid: Bool) -> ErrorCode? {
        guard let before = logs[side]?.state.liveCount, let recounts = logs[side]?.recounts else { return .badEntry }
        let signerIsAlive = logs[side]?.state.isLive(entry.entry.device) == true
        guard mayBeVoid || signerIsAlive else { return .badEntry }
        // Only what a branch adds once more can turn out, once it is in, not to be wanted.
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
    ///   - log: with the entry, as it stands in `logs`.
    ///   - recounted: whether the entry may have changed more than it says itself.
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

    /// Drops grants that no live device can open.
    mutating func dropDeadGrants() {
        let dead = grants.values.filter { row in row.grant.sealed.allSatisfy { hasEnded($0.recipient, for: row) } }
        for row in dead { drop(row) }
    }

    /// Whether a recipient of a grant is known, and no longer alive on any side that is entitled to the key.
    private func hasEnded(_ recipient: DeviceID, for row: GrantRow) -> Bool {
        let sides = row.grant.purpose.isShared ? Side.allCases : [row.side]
        let known = sides.compactMap { devices[DeviceKey(recipient, of: $0)] }
        return !known.isEmpty && !known.contains(where: \.isLive)
    }
}

// MARK: - Whole logs
extension Ledger {
    /// Takes in a whole log on a side that has none.
    mutating func adopt(_ log: DeviceLog, on side: Side) {
        logs[side] = log
        usages[side] = LogUsage(log)
        for entry in log.entries { append(entry, hash: entry.hash, on: side) }
        refreshAllDevices(of: side, from: log.state)
        noteLeaving(log.state, on: side)
    }

    /// Adds what of a log is valid, not there yet, has room, and is supported: no void entry on which nothing builds that counts. A joiner's
    /// log is taken in where the couple has no joiner and the two logs name each other.
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
        // A database of before kept a card that stands in both logs as a device of one partner alone.
        if let state = logs[side]?.state { refreshAllDevices(of: side, from: state) }
    }
}
