package import Models

/// Somebody's words, and when they were written.
package struct Words: Hashable, Sendable {
    package let text: String
    package let at: Instant
    /// The question that they were written for, where it is another than the one above them.
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
