/// Why a text is no deck.
package struct DeckFlaw: Error, Hashable, Sendable {
    package enum Problem: Hashable, Sendable {
        /// What the reader of TOML says.
        case notTOML(String)
        /// A field that has to be there.
        case missing(String)
        /// A field whose value is of another kind.
        case unexpected(field: String, expected: String)
        /// A field that means nothing, and the one that may have been meant.
        case unknown(field: String, nearest: String?)
        /// The name of the deck or of a prompt has other characters than lower-case letters, digits and inner hyphens, or too many.
        case badName(String)
        case noQuestion
        /// More octets than one question may have.
        case longQuestion(limit: Int)
        /// Two prompts of one id.
        case repeated(PromptID)
        case noPrompts
        /// More octets than one deck may have.
        case longText(limit: Int)
        case manyPrompts(limit: Int)
        /// Two decks of one id, or one that is the program's own.
        case taken(String)
    }

    package let problem: Problem
    /// From 1; nil where it concerns the text as a whole.
    package let line: Int?

    package init(_ problem: Problem, line: Int? = nil) {
        self.problem = problem
        self.line = line
    }
}
