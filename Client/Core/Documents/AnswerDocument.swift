package import Models

/// A partner's words for a round, as a draft or sealed.
package struct AnswerDocument: Hashable, Codable, Sendable {
    package let prompt: String
    /// The question as it stood when it was answered.
    package let question: String
    package let number: Int
    package let text: String
    /// When it was written, by the writing device's clock.
    package let at: Instant
    /// The version that its author had before them; nil for the first. Never in the words of an answer that is sealed: their partner is to
    /// see nothing of what was replaced or taken back.
    package var edits: Stamp?
    /// Of a draft: written to be sealed as soon as there is a partner, if the author then agrees.
    package let isFinished: Bool

    package init(
        prompt: String, question: String, number: Int, text: String, at: Instant, edits: Stamp? = nil, isFinished: Bool = false
    ) {
        self.prompt = prompt
        self.question = question
        self.number = number
        self.text = text
        self.at = at
        self.edits = edits
        self.isFinished = isFinished
    }
}
