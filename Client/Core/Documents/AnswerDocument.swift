package import Catalogue
package import Models

/// A partner's answer in a round, as a draft or sealed.
package struct AnswerDocument: Hashable, Codable, Sendable {
    package let prompt: PromptID
    /// The question as it read when it was answered.
    package let question: String
    package let number: Int
    package let text: String
    /// When it was written, by the writing device's clock.
    package let at: Instant
    /// The stamp of the version that this one was edited from; `nil` for the first. Sealed bodies omit it, so that the partner
    /// learns nothing about versions that were replaced or withdrawn.
    package var edits: Stamp?
    /// For a draft: to be sealed as soon as there's a partner, if the author then agrees.
    package let isFinished: Bool

    package init(
        prompt: PromptID, question: String, number: Int, text: String, at: Instant, edits: Stamp? = nil, isFinished: Bool = false
    ) {
        self.prompt = prompt
        self.question = question
        self.number = number
        self.text = text
        self.at = at
        self.edits = edits
        self.isFinished = isFinished
    }

    var reference: RoundReference { RoundReference(prompt: prompt, number: number) }
}
