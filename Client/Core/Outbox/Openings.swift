import Models
import Vault
import Wire

/// Which rounds wait for an opening of this partner's. In handshake openings are made once the round is frozen, and name both commitments.
struct Openings {
    let home: HomeSnapshot

    func frozenRounds() throws -> FrozenRounds { FrozenRounds(try home.reader.frozenRounds(of: home.membership.partner)) }

    /// Whether a round waits for an opening that the server has not taken. Passes over those that do not.
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

    /// Whether a version is one that this partner has not taken back or replaced, and that this device can open.
    func canOpen(_ mine: HeldRecord, against theirs: HeldRecord?) throws -> Bool {
        guard let record = mine.record, let round = mine.header.round, let theirs, theirs.phase == .frozen, !theirs.isTampered,
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

    /// - Returns: nil where there is none to send.
    private func opening(of round: RoundID) throws -> Opening? {
        let pair = try home.pair(of: round)
        guard let mine = pair.mine, mine.phase == .frozen else { return nil }
        guard let opening = mine.opening else {
            return try openings.canOpen(mine, against: pair.theirs) ? makeOpening(of: mine, against: pair.theirs) : nil
        }
        guard let given = opening.partnerCommitment, try !edit.transaction.isHeldBack(round) else { return nil }
        guard given == pair.theirs?.header.commitment else {
            // In the history for which it was made the partner may have read by it: only its maker can say that it goes for another.
            try edit.transaction.setHeldBack(round, true)
            try edit.notify(.partnerChanged(prompt: edit.transaction.round(round)?.prompt))
            return nil
        }
        return opening
    }

    private func makeOpening(of mine: HeldRecord, against theirs: HeldRecord?) throws -> Opening? {
        guard let record = mine.record, let couple = try edit.keyring.writingKey(.couple) else { return nil }
        var opened = mine
        opened.opening = try RecordSealer(keys: edit.identity.keys, random: edit.random).open(
            record, partnerCommitment: theirs?.header.commitment, ring: edit.identity.ring, couple: couple)
        // Kept before it is sent: from here on no other version of the partner's will be believed.
        try edit.transaction.put(opened)
        return opened.opening
    }
}
