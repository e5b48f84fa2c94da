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

    /// Whether a log has the octets for an entry. Entries of devices that have ended count only towards the whole, so that a removed
    /// device has not used up the room of the one that removes it. Removing and leaving always have room, where they name little.
    func hasOctets(for entry: LogEntry, in log: DeviceLog) -> Bool {
        if entry.size <= Room.smallEntryBytes, entry.action.endsSomething { return true }
        let most = couple.isPaired ? Room.logBytes : Room.loneLogBytes
        var (live, all) = (entry.size, entry.size)
        for other in log.entries {
            all += other.size
            if log.state.isLive(other.device), other.device != entry.action.removed { live += other.size }
        }
        return live <= most && all <= 2 * most
    }

    /// Takes in an entry that is valid in its log, and what follows from it.
    ///
    /// - Parameter log: with the entry.
    mutating func adopt(_ entry: LogEntry, hash: EntryHash, log: DeviceLog, on side: Side) {
        logs[side] = log
        effects.entries.append(EntryRow(side: side, hash: hash, entry: entry))
        for reader in Side.allCases { _ = place(.entry(hash), on: reader) }
        refreshDevices(of: side, from: log.state)
        if log.state.hasLeft, !couple.sides[side].hasLeft {
            couple.sides[side].hasLeft = true
            effects.leavers.insert(side)
        }
    }

    private mutating func refreshDevices(of side: Side, from state: DeviceLogState) {
        var anyEnded = false
        for (id, card) in state.cards where devices[DeviceKey(id, of: side)] == nil {
            let row = DeviceRow(id: id, side: side, card: card, isLive: state.isLive(id), isSettled: false)
            devices[row.key] = row
            effects.devices.insert(row.key)
        }
        for device in devices.values where device.side == side && device.isLive != state.isLive(device.id) {
            devices[device.key]?.isLive = state.isLive(device.id)
            effects.devices.insert(device.key)
            guard device.isLive else { continue }
            effects.ended.append(device.key)
            anyEnded = true
        }
        if anyEnded { dropWhatEnded() }
    }

    /// Whether a recipient of a grant is known, and no longer alive on any side that is entitled to the key.
    private func hasEnded(_ recipient: DeviceID, for row: GrantRow) -> Bool {
        let sides = row.grant.purpose.isShared ? Side.allCases : [row.side]
        let known = sides.compactMap { devices[DeviceKey(recipient, of: $0)] }
        return !known.isEmpty && !known.contains(where: \.isLive)
    }

    /// Boxes of ended devices, and grants that no live device can open.
    private mutating func dropWhatEnded() {
        for box in boxes.values {
            guard let device = box.device, devices[DeviceKey(device, of: box.side)]?.isLive == false else { continue }
            boxes[box.locator] = nil
            effects.boxes.remove(box.locator)
            effects.deletedBoxes.append(box.locator)
        }
        let dead = grants.values.filter { row in row.grant.sealed.allSatisfy { hasEnded($0.recipient, for: row) } }
        for row in dead { drop(row) }
    }
}

// MARK: - Whole logs
extension Ledger {
    /// Takes in a whole log on a side that has none.
    mutating func adopt(_ log: DeviceLog, on side: Side) {
        for entry in log.entries { adopt(entry, hash: entry.hash, log: log, on: side) }
    }

    /// Adds what of a log is valid, not there yet, and supported: no void entry on which nothing builds that counts. A joiner's log is taken
    /// in where the couple has no joiner and the two logs name each other.
    mutating func merge(_ log: DeviceLog, limits: Limits) {
        guard let side = couple.side(of: log.partner) else {
            guard couple.sides.joiner.partner == nil, log.state.pairedWith == couple.sides.inviter.partner,
                logs.inviter?.state.pairedWith == log.partner, log.linksEnd
            else { return }
            couple.sides.joiner.partner = log.partner
            return adopt(log, on: .joiner)
        }
        guard var known = logs[side] else { return }
        var both = known
        both.formUnion(log)
        for one in both.supported where !known.contains(one.hash) {
            guard known.hasRoom(for: one.entry, limits), hasOctets(for: one.entry, in: known),
                allows(one.entry, on: side, offered: true), (try? known.insert(one)) == true
            else { continue }
            adopt(one.entry, hash: one.hash, log: known, on: side)
        }
        // A database of before kept a card that stands in both logs as a device of one partner alone.
        refreshDevices(of: side, from: known.state)
    }
}

extension LogAction {
    /// It may only take something away.
    fileprivate var endsSomething: Bool {
        switch self {
        case .remove, .leave: true
        case .add, .pair: false
        }
    }
}
