import Models
import Wire

extension SyncDecision {
    /// Decides a round revealed in another history. It replaces anything that isn't revealed here. Between two revealed pairs,
    /// `Reveal.stands` decides.
    mutating func decide(_ pair: RevealedPair, _ check: WriteCheck) -> Outcome {
        guard let partner = ledger.couple.sides[caller.side.other].partner else { return .refused(.unpaired) }
        if let code = flaw(of: pair, with: partner) ?? flaw(check) { return .refused(code) }
        guard signersStand(pair.mine, on: caller.side), signersStand(pair.theirs, on: caller.side.other) else {
            return .refused(.deviceNotAlive)
        }
        guard !ledger.couple.hasEnded else { return .refused(.coupleEnded) }
        let mine = RecordKey(scope: RecordScope(of: .sealed, by: caller.side), id: pair.mine.record.header.id)
        let theirs = RecordKey(scope: RecordScope(of: .sealed, by: caller.side.other), id: pair.theirs.record.header.id)
        if let here = ledger.records[mine], let there = ledger.records[theirs], here.phase == .revealed, there.phase == .revealed {
            let offered = (pair.mine.record.header.version, pair.theirs.record.header.version)
            let standing = (here.header.version, there.header.version)
            if offered == standing { return .applied }
            guard Reveal.stands(offered, over: standing) else { return .superseded }
        }
        if let code = overQuota(pair, mine, theirs) { return .refused(code) }
        reveal(pair.mine, at: mine, of: caller.side)
        reveal(pair.theirs, at: theirs, of: caller.side.other)
        return .applied
    }

    private func flaw(of pair: RevealedPair, with partner: PartnerID) -> ErrorCode? {
        let (mine, theirs) = (pair.mine.record.header, pair.theirs.record.header)
        guard mine.couple == caller.couple, theirs.couple == caller.couple else { return .foreignCouple }
        guard mine.author == caller.partner, theirs.author == partner else { return .foreignAuthor }
        guard mine.visibility == .sealed, theirs.visibility == .sealed, !mine.isDeleted, !theirs.isDeleted else {
            return .fieldsDoNotFit
        }
        guard mine.round == theirs.round else { return .foreignRound }
        for answer in [pair.mine, pair.theirs] {
            guard answer.record.body.count <= limits.bodyBytes, answer.record.keepsItsKeysShort, answer.opening.keepsItsKeyShort
            else { return .bodyTooLarge }
        }
        guard fits(pair.mine, other: theirs), fits(pair.theirs, other: mine) else { return .commitmentMismatch }
        return nil
    }

    private func fits(_ answer: RevealedAnswer, other: RecordHeader) -> Bool {
        let (header, opening) = (answer.record.header, answer.opening)
        return opening.fits(header) && (opening.partnerCommitment == nil || opening.partnerCommitment == other.commitment)
    }

    private func signersStand(_ answer: RevealedAnswer, on side: Side) -> Bool {
        ledger.accepts(answer.record.header.digest, by: answer.record.header.device, on: side)
            && ledger.accepts(answer.opening.digest, by: answer.opening.device, on: side)
    }

    private func overQuota(_ pair: RevealedPair, _ mine: RecordKey, _ theirs: RecordKey) -> ErrorCode? {
        for (record, key, side) in [
            (pair.mine.record, mine, caller.side), (pair.theirs.record, theirs, caller.side.other),
        ] {
            let usage = ledger.couple.sides[side]
            let current = ledger.records[key]
            if current == nil, usage.records >= limits.recordsPerPartner { return .quotaRecords }
            if usage.bytes + record.body.count - (current?.bodyBytes ?? 0) > limits.bytesPerPartner { return .quotaBytes }
        }
        return nil
    }

    private mutating func reveal(_ answer: RevealedAnswer, at key: RecordKey, of author: Side) {
        let current = ledger.records[key]
        let header = answer.record.header
        let known = current?.header.version == header.version ? current?.ownKey : nil
        let row = RecordRow(
            key: key, header: header, signature: answer.record.signature, bodyBytes: answer.record.body.count,
            ownKey: author == caller.side ? answer.record.ownKey ?? known : known, opening: answer.opening, phase: .revealed,
            positions: current?.positions ?? PerSide(both: nil))
        ledger.put(row, body: answer.record.body, by: author)
        for side in Side.allCases { ledger.move(key, on: side) }
        echoes.insert(.record(key))
    }
}
