/// Why a text isn't a valid deck.
package struct DeckError: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// The TOML parser's message.
        case notTOML(String)
        /// A required field is missing.
        case missing(String)
        /// A field's value has the wrong type.
        case unexpected(field: String, expected: String)
        /// A field is unknown; `nearest` is the one that may have been meant.
        case unknown(field: String, nearest: String?)
        /// The name of the deck or a prompt is too long, or isn't made of lower-case letters, digits and inner hyphens.
        case badName(String)
        case noQuestion
        /// A question has more bytes than allowed.
        case longQuestion(limit: Int)
        /// Two prompts have the same id.
        case repeated(PromptID)
        case noPrompts
        /// The deck has more bytes than allowed.
        case longText(limit: Int)
        case manyPrompts(limit: Int)
        /// Another deck, or a built-in one, has the same id.
        case taken(String)
    }

    package let reason: Reason
    /// Counted from 1; `nil` if it concerns the whole text.
    package let line: Int?

    package init(_ reason: Reason, line: Int? = nil) {
        self.reason = reason
        self.line = line
    }
}
