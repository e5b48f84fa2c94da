import Models
import Vault
import Wire

/// In handshake: openings are made once the round is frozen, and name both commitments.
extension Workspace {
    /// Frozen rounds that wait for this partner's opening, of versions that they have not taken back or replaced.
    func openingsOwed() throws -> [(mine: HeldRecord, record: Record, given: Commitment)] {
        try transaction.sealOverview().compactMap { seal in
            guard seal.phase == .frozen, seal.author == membership.partner else { return nil }
            let pair = try pair(of: seal.round)
            guard let mine = pair.mine, mine.opening == nil, let record = mine.record, let theirs = pair.theirs,
                theirs.phase == .frozen, !theirs.isTampered, let given = theirs.header.commitment,
                try transaction.outbox(for: mine.header.id).isEmpty, try !transaction.isHeldBack(seal.round)
            else { return nil }
            return (mine, record, given)
        }
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
            guard let opening = try transaction.record(answerID(seal.round))?.opening, opening.partnerCommitment != nil,
                try !transaction.isHeldBack(seal.round)
            else { continue }
            batch.add(.opening(opening), .opening(seal.round))
        }
    }
}
