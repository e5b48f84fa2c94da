import Models
import Vault
import Wire

/// In handshake: openings are made once the round is frozen, and name both commitments.
extension Workspace {
    func frozenRounds() throws -> FrozenRounds { FrozenRounds(try transaction.frozenRounds(of: membership.partner)) }

    func addOpenings(of frozen: inout FrozenRounds, to batch: inout Batch) throws {
        while !batch.isFull, let round = frozen.first {
            frozen.removeFirst()
            if let opening = try opening(of: round) { batch.add(.opening(opening), .opening(round)) }
        }
    }

    /// Whether a round waits for an opening that the server has not taken. Passes over those that do not.
    func isOpeningOwed(in frozen: inout FrozenRounds) throws -> Bool {
        while let round = frozen.first {
            let pair = try pair(of: round)
            if let mine = pair.mine, mine.phase == .frozen {
                if try mine.opening == nil && canOpen(mine, against: pair.theirs) { return true }
                if let given = mine.opening?.partnerCommitment, given == pair.theirs?.header.commitment,
                    try !transaction.isHeldBack(round), try !transaction.isOpeningTaken(round)
                {
                    return true
                }
            }
            frozen.removeFirst()
        }
        return false
    }

    /// Gives the leave to open a version that was held back: for the answer that the partner has in its place now.
    func release(_ round: RoundID) throws {
        try transaction.setHeldBack(round, false)
        let pair = try pair(of: round)
        guard var mine = pair.mine, let given = mine.opening?.partnerCommitment, given != pair.theirs?.header.commitment else {
            return
        }
        mine.opening = nil
        try transaction.put(mine)
    }

    /// - Returns: nil where there is none to send.
    private func opening(of round: RoundID) throws -> Opening? {
        let pair = try pair(of: round)
        guard let mine = pair.mine, mine.phase == .frozen else { return nil }
        guard let opening = mine.opening else {
            return try canOpen(mine, against: pair.theirs) ? makeOpening(of: mine, against: pair.theirs) : nil
        }
        guard let given = opening.partnerCommitment, try !transaction.isHeldBack(round) else { return nil }
        guard given == pair.theirs?.header.commitment else {
            // In the history for which it was made the partner may have read by it: only its maker can say that it goes for another.
            try transaction.setHeldBack(round, true)
            try notify(.partnerChanged(prompt: transaction.round(round)?.prompt))
            return nil
        }
        return opening
    }

    /// Whether a version is one that this partner has not taken back or replaced, and that this device can open.
    private func canOpen(_ mine: HeldRecord, against theirs: HeldRecord?) throws -> Bool {
        guard let record = mine.record, let round = mine.header.round, let theirs, theirs.phase == .frozen, !theirs.isTampered,
            theirs.header.commitment != nil, (try? identity.opener.contentKey(ofOwn: record)) != nil
        else { return false }
        return try transaction.outbox(for: mine.header.id).isEmpty && !transaction.isHeldBack(round)
    }

    private func makeOpening(of mine: HeldRecord, against theirs: HeldRecord?) throws -> Opening? {
        guard let record = mine.record, let couple = try writingKey(.couple) else { return nil }
        var opened = mine
        opened.opening = try RecordSealer(keys: identity.keys, random: random).open(
            record, partnerCommitment: theirs?.header.commitment, ring: identity.ring, couple: couple)
        // Kept before it is sent: from here on no other version of the partner's will be believed.
        try transaction.put(opened)
        return opened.opening
    }
}
