import Models
import Wire

extension SyncDecision {
    mutating func decide(_ write: EntryWrite, _ check: WriteCheck) -> Outcome {
        if caller.isPaper {
            guard write.partner == caller.partner, write.entry.action.added != nil else { return .refused(.notForPaper) }
        }
        guard limits.allowsSize(of: write.entry) else { return .refused(.entryTooLarge) }
        guard let side = ledger.couple.side(of: write.partner) else { return decideUnknownLog(write, check) }
        guard side == caller.side || write.offered else { return .refused(.foreignAuthor) }
        let hash = write.entry.hash
        if ledger.knownEntries.contains(hash) { return .applied }
        guard let tips = ledger.logs[side]?.tips, let isKnown = ledger.logs[side]?.contains(hash) else {
            return .refused(.badEntry)
        }
        if isKnown { return .applied }
        guard write.offered || write.entry.previous == tips else { return .refused(.logMoved) }
        if let code = ledger.wantOfRoom(for: write.entry, on: side, limits) { return .refused(code) }
        guard ledger.allows(write.entry, on: side, offered: write.offered),
            let entry = verified(write.entry, check, card: ledger.logs[side]?.card(of: write.entry.device))
        else { return .refused(.badEntry) }
        // A void entry is, as far as the server knows, something its signer wrote after its removal. The other partner could have
        // had it signed just now. The log owner's own machines may bring it, since they could do everything it does themselves.
        if let code = ledger.insert(entry, on: side, mayBeVoid: side == caller.side && !caller.isPaper) { return .refused(code) }
        echoes.insert(.entry(hash))
        return .applied
    }

    private func verified(_ entry: LogEntry, _ check: WriteCheck, card: DeviceCard?) -> VerifiedEntry? {
        switch check {
        case .sound: VerifiedEntry(stored: entry)
        case .flawed: nil
        case .unknownSigner: card.flatMap { try? VerifiedEntry(entry, signedBy: $0) }
        }
    }

    /// The joiner's log, offered to a server that lost the pairing. The inviter's log must name it.
    private mutating func decideUnknownLog(_ write: EntryWrite, _ check: WriteCheck) -> Outcome {
        let hash = write.entry.hash
        guard write.offered, !caller.isPaper, ledger.couple.sides.joiner.partner == nil, hash.bytes == write.partner.bytes,
            ledger.logs.inviter?.state.pairedWith == write.partner
        else { return .refused(.foreignAuthor) }
        guard let entry = verified(write.entry, check, card: write.entry.action.added), let log = try? DeviceLog(first: entry)
        else {
            return .refused(.badEntry)
        }
        ledger.couple.sides.joiner.partner = write.partner
        ledger.adopt(log, on: .joiner)
        echoes.insert(.entry(hash))
        return .applied
    }
}
