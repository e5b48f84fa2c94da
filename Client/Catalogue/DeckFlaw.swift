/// Why a file is not a deck.
package enum DeckFlaw: Error, Hashable, Sendable {
    /// No JSON of the right form, or a barrier or depth that does not exist.
    case unreadable
    /// The name of the deck or of a prompt has other characters than lower-case letters, digits and inner hyphens.
    case badName(String)
    /// Two prompts of one name.
    case repeated(PromptID)
    case noQuestion(PromptID)
    /// Two decks of one id.
    case repeatedDeck(String)
}
