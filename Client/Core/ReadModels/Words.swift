package import Models

/// Text by one partner, and when it was written.
package struct Words: Hashable, Codable, Sendable {
    package let text: String
    package let at: Instant
    /// The question it was written for, if that differs from the one shown above it.
    package let asked: String?

    package init(text: String, at: Instant, asked: String? = nil) {
        self.text = text
        self.at = at
        self.asked = asked
    }

    init(_ document: AnswerDocument, under question: String) {
        self.init(text: document.text, at: document.at, asked: document.question == question ? nil : document.question)
    }
}
