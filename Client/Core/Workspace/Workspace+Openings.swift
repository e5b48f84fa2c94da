import Models
import Vault
import Wire

/// In handshake: openings are made once the round is frozen, and name both commitments.
extension Workspace {
    /// Frozen rounds that wait for this partner's opening, of versions that they have not taken back or replaced, and that this device can
    /// open.
    func openingsOwed() throws -> [(mine: HeldRecord, record: Record, given: Commitment)] {
        try transaction.sealOverview().compactMap { seal in
            guard seal.phase == .frozen, seal.author == membership.partner else { return nil }
            let pair = try pair(of: seal.round)
            guard let mine = pair.mine, mine.opening == nil, let record = mine.record, let theirs = pair.theirs,
                theirs.phase == .frozen, !theirs.isTampered, let given = theirs.header.commitment,
                (try? identity.opener.contentKey(ofOwn: record)) != nil, try transaction.outbox(for: mine.header.id).isEmpty,
                try !transaction.isHeldBack(seal.round)
            else { return nil }
            return (mine, record, given)
        }
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

    func addOpenings(to batch: inout Batch) throws {
        for (mine, record, given) in try openingsOwed() where !batch.isFull {
            guard let couple = try writingKey(.couple) else { return }
            let opening = try RecordSealer(keys: identity.keys, random: random).open(
                record, partnerCommitment: given, ring: identity.ring, couple: couple)
            var opened = mine
            opened.opening = opening
            // Kept before it is sent: from here on no other version of the partner's will be believed.
            try transaction.put(opened)
        }
        for seal in try transaction.sealOverview()
        where seal.phase == .frozen && seal.author == membership.partner && !batch.isFull {
            let pair = try pair(of: seal.round)
            guard let opening = pair.mine?.opening, let given = opening.partnerCommitment, try !transaction.isHeldBack(seal.round)
            else { continue }
            guard given == pair.theirs?.header.commitment else {
                // In the history for which it was made the partner may have read by it: only its maker can say that it goes for another.
                try transaction.setHeldBack(seal.round, true)
                try notify(.partnerChanged(prompt: transaction.round(seal.round)?.prompt))
                continue
            }
            batch.add(.opening(opening), .opening(seal.round))
        }
    }
}
