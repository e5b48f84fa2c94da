import Models
import Wire

extension SyncDecision {
    mutating func decide(_ write: EntryWrite) -> Outcome {
        if caller.isPaper {
            guard write.partner == caller.partner, write.entry.action.added != nil else { return .refused(.notForPaper) }
        }
        guard let size = WireSize.of(write.entry), size <= limits.entryBytes else { return .refused(.entryTooLarge) }
        guard let side = ledger.couple.side(of: write.partner) else { return decideUnknownLog(write) }
        guard side == caller.side || write.offered else { return .refused(.foreignAuthor) }
        let hash = write.entry.hash
        if ledger.knownEntries.contains(hash) { return .applied }
        guard var log = ledger.logs[side] else { return .refused(.badEntry) }
        if log.contains(hash) { return .applied }
        guard write.offered || write.entry.previous == log.tips else { return .refused(.logMoved) }
        guard log.entries.count < limits.logEntries else { return .refused(.quotaRecords) }
        guard ledger.allows(write.entry, on: side, offered: write.offered) else { return .refused(.badEntry) }
        do { try log.insert(write.entry) } catch { return .refused(.badEntry) }
        ledger.adopt(write.entry, hash: hash, log: log, on: side)
        mustRecount.insert(side)
        echoes.insert(.entry(hash))
        return .applied
    }

    /// The joiner's log, offered to a server that lost the joining: the inviter's log must name it.
    private mutating func decideUnknownLog(_ write: EntryWrite) -> Outcome {
        let hash = write.entry.hash
        guard write.offered, !caller.isPaper, ledger.couple.sides.joiner.partner == nil, hash.bytes == write.partner.bytes,
            ledger.logs.inviter?.state.pairedWith == write.partner
        else { return .refused(.foreignAuthor) }
        guard let log = try? DeviceLog(first: write.entry) else { return .refused(.badEntry) }
        ledger.couple.sides.joiner.partner = write.partner
        ledger.adopt(write.entry, hash: hash, log: log, on: .joiner)
        echoes.insert(.entry(hash))
        return .applied
    }
}
