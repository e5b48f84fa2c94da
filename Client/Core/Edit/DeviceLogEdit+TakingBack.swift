import Models
import Vault
import Wire

/// Entries of the own log that the server has no room for.
extension DeviceLogEdit {
    /// The most versions a removal names after the server ran out of room for a longer list.
    private static let fewVersions = 50

    /// Withdraws an entry that the server refused and that no other device has, and everything signed here on top of it. Removals
    /// and leaving, which always have reserved room, would otherwise be refused because of their ancestors.
    ///
    /// Their replacements are signed on top of what remains. Devices that were to be enlisted aren't.
    ///
    /// - Returns: `false` if withdrawing it would gain nothing.
    func takeBack(_ refused: LogEntry) throws -> Bool {
        var (gone, actions) = (Set([refused.hash]), [LogAction]())
        switch refused.action {
        case .add: break
        case .remove:
            guard let shorter = try again(refused.action) else { return false }
            actions.append(shorter)
        case .pair, .leave: return false
        }
        for entry in edit.identity.mine.entries where !gone.isDisjoint(with: entry.previous) {
            gone.insert(entry.hash)
            actions.append(entry.action)
        }
        let added = Set(edit.identity.mine.entries.filter { gone.contains($0.hash) }.compactMap(\.action.added?.id))
        for row in try edit.transaction.outbox() where row.write?.isAbout(gone, added) == true {
            try edit.transaction.removeOutbox(row.sequence)
        }
        for hash in gone { try edit.transaction.remove(hash, of: edit.membership.partner) }
        try edit.identity.remove(gone)
        edit.identity.membership.takenBack = (edit.membership.takenBack ?? 0) + 1
        if let kit = edit.membership.kit, added.contains(kit.device) { edit.identity.membership.kit = nil }
        for action in actions {
            switch action {
            case .remove(let device, _) where edit.identity.mine.state.isLive(device): try append(action)
            case .leave where !edit.identity.mine.state.hasLeft: try append(action)
            case .pair where edit.identity.mine.state.pairedWith == nil: try append(action)
            case .add, .remove, .leave, .pair: break
            }
        }
        try edit.keyring.renewKeys()
        return true
    }

    /// What replaces a refused entry: a removal whose list fits into the reserved room. Versions that no one can write again come
    /// first: frozen answers and openings. The others are rewritten if they can be read.
    private func again(_ action: LogAction) throws -> LogAction? {
        guard case .remove(let device, let standing) = action, standing.count > Self.fewVersions else { return nil }
        var first: [VersionDigest] = []
        for seal in try edit.transaction.sealOverview() where seal.author == edit.membership.partner && seal.phase != .sealed {
            guard let held = try edit.transaction.record(home.answerID(seal.round)) else { continue }
            first += [held.header.digest] + (held.opening.map { [$0.digest] } ?? [])
        }
        let wanted = Set(standing)
        let kept = (first.filter(wanted.contains) + standing.filter { !first.contains($0) }).prefix(Self.fewVersions)
        for held in try records(touchedBy: [device]) where wanted.subtracting(kept).contains(held.header.digest) && !held.isFrozen {
            _ = try rewrite(held)
        }
        return .remove(device: device, standing: kept.sorted())
    }
}

extension Write {
    /// Whether it's one of these entries, or grants something to one of these devices only.
    fileprivate func isAbout(_ entries: Set<EntryHash>, _ devices: Set<DeviceID>) -> Bool {
        switch self {
        case .entry(let write): entries.contains(write.entry.hash)
        case .box(let write): write.device.map(devices.contains) ?? false
        case .grant(let grant): !grant.sealed.isEmpty && grant.sealed.allSatisfy { devices.contains($0.recipient) }
        case .record, .opening, .pair: false
        }
    }
}

extension ErrorCode {
    /// The server has no room for it.
    var isWantOfRoom: Bool { [.quotaRecords, .quotaBytes, .quotaDevices, .entryTooLarge].contains(self) }
}
