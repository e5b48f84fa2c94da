package import Catalogue

/// A prompt with all of its rounds, first round first.
package struct PromptView: Hashable, Sendable {
    package let prompt: PromptID
    package let question: String
    package let gentleness: Gentleness
    package let rounds: [RoundView]
    /// The number of the round that answering refers to; `nil` for the last.
    private let current: Int?

    package init(
        prompt: PromptID, question: String, gentleness: Gentleness = .none, rounds: [RoundView], current: Int? = nil
    ) {
        self.prompt = prompt
        self.question = question
        self.gentleness = gentleness
        self.rounds = rounds
        self.current = current
    }

    /// The round that answering refers to; `nil` if every round was imported.
    package var liveRound: RoundView? { rounds.last { !$0.isArchived && (current == nil || $0.number == current) } }
}
