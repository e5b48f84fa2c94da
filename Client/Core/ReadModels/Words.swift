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

extension StringProtocol {
    /// Whether there is nothing in it that could be seen: white space, invisible and control characters alone.
    package var isBlank: Bool {
        unicodeScalars.allSatisfy { scalar in
            scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
                || scalar.properties.generalCategory == .control
        }
    }
}
