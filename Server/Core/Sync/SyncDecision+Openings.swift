import Models
import Wire

extension SyncDecision {
    /// Decides an opening sent alone: handshake mode, once the round is frozen.
    mutating func decide(_ opening: Opening, _ check: WriteCheck) -> Outcome {
        guard opening.couple == caller.couple else { return .refused(.foreignCouple) }
        guard opening.author == caller.partner else { return .refused(.foreignAuthor) }
        guard opening.keepsItsKeyShort else { return .refused(.bodyTooLarge) }
        if let code = flaw(check) { return .refused(code) }
        guard ledger.accepts(opening.digest, by: opening.device, on: caller.side) else { return .refused(.deviceNotAlive) }
        guard !ledger.couple.hasEnded else { return .refused(.coupleEnded) }
        guard let partner = ledger.couple.sides[caller.side.other].partner else { return .refused(.unpaired) }
        let key = RecordKey(answerOf: opening.round, by: caller.partner, on: caller.side)
        let partnerKey = RecordKey(answerOf: opening.round, by: partner, on: caller.side.other)
        guard let mine = ledger.records[key], let theirs = ledger.records[partnerKey], mine.isFrozen, theirs.isFrozen else {
            return .refused(.notFrozen)
        }
        guard opening.commitment == mine.header.commitment,
            opening.partnerCommitment == nil || opening.partnerCommitment == theirs.header.commitment
        else { return .refused(.commitmentMismatch) }
        if let standing = mine.opening, ledger.counts(standing, on: caller.side) { return .applied }
        ledger.records[key]?.opening = opening
        ledger.move(key, on: caller.side)
        if mine.opening == nil {
            echoes.insert(.record(key))
        } else if mine.positions[caller.side.other] != nil {
            // It takes the place of one that doesn't count, so whoever passed that one over hears of this one.
            ledger.move(key, on: caller.side.other)
        }
        touchedRounds.append(opening.round)
        return .applied
    }
}
