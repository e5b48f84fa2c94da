/// A prompt with all of its rounds, the first at the beginning.
package struct PromptView: Hashable, Sendable {
    package let prompt: String
    package let question: String
    /// Skipping is always fine; said where a prompt can stir painful memories.
    package let isGentle: Bool
    package let rounds: [RoundView]

    package init(prompt: String, question: String, isGentle: Bool, rounds: [RoundView]) {
        self.prompt = prompt
        self.question = question
        self.isGentle = isGentle
        self.rounds = rounds
    }

    /// The round that answering means; nil where all that there is was brought in.
    package var liveRound: RoundView? { rounds.last { !$0.isArchived } }
}
