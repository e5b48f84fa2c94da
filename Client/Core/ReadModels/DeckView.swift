package import Catalogue

/// A deck in a list.
package struct DeckView: Hashable, Sendable {
    package let deck: Deck
    /// Either partner added it.
    package let isOwn: Bool
    /// The prompt of the day may come from it.
    package let isAsked: Bool
    /// How many of its prompts have been revealed.
    package let opened: Int

    package init(deck: Deck, isOwn: Bool, isAsked: Bool, opened: Int) {
        self.deck = deck
        self.isOwn = isOwn
        self.isAsked = isAsked
        self.opened = opened
    }
}
