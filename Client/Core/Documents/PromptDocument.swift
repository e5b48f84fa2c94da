package import Models

/// A prompt that the couple wrote.
package struct PromptDocument: Hashable, Codable, Sendable {
    /// `ours/` and the first characters of the record's id.
    package let id: String
    package let question: String
    package let at: Instant

    package init(id: String, question: String, at: Instant) {
        self.id = id
        self.question = question
        self.at = at
    }
}
