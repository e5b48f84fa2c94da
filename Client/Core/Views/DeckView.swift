package import Catalogue

/// A deck in a list.
package struct DeckView: Hashable, Sendable {
    package let deck: Deck
    /// One of the two added it.
    package let isOwn: Bool
    /// It may be asked as the prompt of the day.
    package let isAsked: Bool
    /// Prompts of it that both have opened.
    package let opened: Int

    package init(deck: Deck, isOwn: Bool, isAsked: Bool, opened: Int) {
        self.deck = deck
        self.isOwn = isOwn
        self.isAsked = isAsked
        self.opened = opened
    }
}
