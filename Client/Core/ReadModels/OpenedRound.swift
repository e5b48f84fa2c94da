package import Catalogue

/// A revealed round, with both answers.
package struct OpenedRound: Hashable, Sendable {
    package let reference: RoundReference
    package let question: String
    package let mine: Words
    package let theirs: Words
    /// See `RoundView`.
    package let reflections: [Reflection]
    package let myReaction: String?
    package let theirReaction: String?

    package init(
        reference: RoundReference, question: String, mine: Words, theirs: Words, reflections: [Reflection] = [],
        myReaction: String? = nil,
        theirReaction: String? = nil
    ) {
        self.reference = reference
        self.question = question
        self.mine = mine
        self.theirs = theirs
        self.reflections = reflections
        self.myReaction = myReaction
        self.theirReaction = theirReaction
    }

    package var prompt: PromptID { reference.prompt }
    package var number: Int { reference.number }
}
