import Models
import Vault
import Wire

/// Determines which rounds wait for this partner's opening. In handshake mode, an opening is made once the round is frozen, and
/// names both commitments.
struct Openings {
    let home: HomeSnapshot

    func frozenRounds() throws -> FrozenRounds { FrozenRounds(try home.reader.frozenRounds(of: home.membership.partner)) }

    /// Whether a round waits for an opening that the server hasn't accepted. Skips the rounds that don't.
    func isOpeningOwed(in frozen: inout FrozenRounds) throws -> Bool {
        while let round = frozen.first {
            let pair = try home.pair(of: round)
            if let mine = pair.mine, mine.phase == .frozen {
                if try mine.opening == nil && canOpen(mine, against: pair.theirs) { return true }
                if let given = mine.opening?.partnerCommitment, given == pair.theirs?.header.commitment,
                    try !home.reader.isHeldBack(round), try !home.reader.isOpeningTaken(round)
                {
                    return true
                }
            }
            frozen.removeFirst()
        }
        return false
    }

    /// Whether this partner has neither withdrawn nor replaced a version, and this device can open it.
    func canOpen(_ mine: HeldRecord, against theirs: HeldRecord?) throws -> Bool {
        guard let record = mine.record, let round = mine.header.round, let theirs, theirs.isFrozen, !theirs.isTampered,
            theirs.header.commitment != nil, (try? home.identity.opener.contentKey(ofOwn: record)) != nil
        else { return false }
        return try home.reader.outbox(for: mine.header.id).isEmpty && !home.reader.isHeldBack(round)
    }
}

extension RequestBuilder {
    func addOpenings(of frozen: inout FrozenRounds, to batch: inout Batch) throws {
        while !batch.isFull, let round = frozen.first {
            frozen.removeFirst()
            if let opening = try opening(of: round) { batch.add(.opening(opening), .opening(round)) }
        }
    }

    /// - Returns: `nil` if there's none to send.
    private func opening(of round: RoundID) throws -> Opening? {
        let pair = try home.pair(of: round)
        guard let mine = pair.mine, mine.phase == .frozen else { return nil }
        guard let opening = mine.opening else {
            return try openings.canOpen(mine, against: pair.theirs) ? makeOpening(of: mine, against: pair.theirs) : nil
        }
        guard let given = opening.partnerCommitment, try !edit.transaction.isHeldBack(round) else { return nil }
        guard given == pair.theirs?.header.commitment else {
            // In the history it was made for, the partner may already have used it to read the answer: only its author can allow it
            // to be exchanged for a different one.
            try edit.transaction.setHeldBack(round, true)
            try edit.notify(.partnerChanged(prompt: edit.transaction.round(round)?.prompt))
            return nil
        }
        return opening
    }

    private func makeOpening(of mine: HeldRecord, against theirs: HeldRecord?) throws -> Opening? {
        guard let record = mine.record, let couple = try edit.keyring.writingKey(.couple) else { return nil }
        var opened = mine
        opened.opening = try RecordEncryptor(keys: edit.identity.keys, random: edit.random).makeOpening(
            record, partnerCommitment: theirs?.header.commitment, ring: edit.identity.ring, couple: couple)
        // Stored before it's sent: from here on, no other version of the partner's is believed.
        try edit.transaction.put(opened)
        return opened.opening
    }
}
