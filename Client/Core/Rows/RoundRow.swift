package import Catalogue
package import Models

/// The prompt and round number that a round's name stands for.
package struct RoundRow: Hashable, Sendable {
    package let id: RoundID
    package let reference: RoundReference
    /// This partner has viewed both answers since they were revealed.
    package var isLookedAt: Bool

    package init(id: RoundID, reference: RoundReference, isLookedAt: Bool = false) {
        self.id = id
        self.reference = reference
        self.isLookedAt = isLookedAt
    }

    package var prompt: PromptID { reference.prompt }
    package var number: Int { reference.number }
}

/// A round that can be its prompt's current one.
package struct LatestRound: Hashable, Sendable {
    package let row: RoundRow
    /// The next number has a round as well.
    package let isFollowed: Bool
    package var seals: [SealOverview] = []

    package init(row: RoundRow, isFollowed: Bool) {
        self.row = row
        self.isFollowed = isFollowed
    }
}

extension [LatestRound] {
    /// The round of each prompt that answering it refers to: the first that isn't over, or else the last. A seal in a later round, which
    /// no one could have started yet, changes nothing.
    func current(closed: Set<RoundID>) -> [LatestRound] {
        var current: [LatestRound] = []
        for round in self where round.row.prompt != current.last?.row.prompt {
            if round.isFollowed, closed.contains(round.row.id) || round.seals.isOver { continue }
            current.append(round)
        }
        return current
    }
}
