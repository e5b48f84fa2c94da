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

    /// The round that answering a prompt refers to: the first that isn't over, or else the last. A seal in a later round, which no one
    /// could have started yet, changes nothing.
    ///
    /// - Parameter rounds: all of one prompt's.
    /// - Returns: `nil` if the first round has not started.
    static func current(among rounds: [RoundRow], isOver: (RoundID) throws -> Bool) rethrows -> RoundRow? {
        var current: RoundRow?
        for (round, number) in zip(rounds.sorted { $0.number < $1.number }, 1...) {
            guard round.number == number else { break }
            current = round
            guard try isOver(round.id) else { break }
        }
        return current
    }
}
