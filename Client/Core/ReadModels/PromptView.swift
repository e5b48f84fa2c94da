package import Catalogue

/// A prompt with all of its rounds, first round first.
package struct PromptView: Hashable, Sendable {
    package let prompt: PromptID
    package let question: String
    /// Skipping is always fine; shown if a prompt may stir painful memories.
    package let isGentle: Bool
    package let rounds: [RoundView]

    package init(prompt: PromptID, question: String, isGentle: Bool, rounds: [RoundView]) {
        self.prompt = prompt
        self.question = question
        self.isGentle = isGentle
        self.rounds = rounds
    }

    /// The round that answering refers to; `nil` if every round was imported.
    package var liveRound: RoundView? { rounds.last { !$0.isArchived } }
}
