import Catalogue
package import ClientCore

extension JSON {
    /// For `decks list`.
    package static func deck(_ deck: DeckView) -> JSON {
        [
            "id": .string(deck.deck.id), "title": .string(deck.deck.title), "about": .string(deck.deck.about),
            "count": JSON(deck.deck.prompts.count), "opened": JSON(deck.opened), "is_own": .bool(deck.isOwn),
            "is_asked": .bool(deck.isAsked),
        ]
    }
}
