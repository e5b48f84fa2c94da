package import Catalogue
import Models
import Vault

/// Decks: the program's own, and those that the two add.
extension Client {
    package func decks() throws -> [DeckView] {
        try look { work in
            let asked = try work.askedDecks()
            let states = try work.latestStates()
            return try work.fullCatalogue().decks.map { deck in
                let opened = deck.prompts.count {
                    states[$0.id.description].map { $0.state == .revealed || $0.number > 1 } ?? false
                }
                return DeckView(
                    deck: deck, isOwn: work.catalogue.deck(deck.id) == nil, isAsked: asked.contains(deck.id), opened: opened)
            }
        }
    }

    /// Adds a deck for both, in the place of one of the same id that was added before.
    ///
    /// - Throws: `deckFlawed`; `textTooLong`.
    package func addDeck(_ text: String) throws -> Deck {
        try change { work in
            try work.checkInLife()
            let deck: Deck
            do throws(DeckFlaw) {
                deck = try Deck(own: text, taken: work.catalogue.decks.map(\.id) + Workspace.reservedDecks)
            } catch {
                throw ClientError.deckFlawed(error)
            }
            let former = try work.addedDecks().first { $0.document.id == deck.id }?.document
            let day = Day.notBegun(at: work.now)
            let document = DeckDocument(deck, since: day, after: former)
            // What was taken out of it before may not stand in the way of what is in it.
            try work.put(work.fits(document) ? document : DeckDocument(deck, since: day))
            return deck
        }
    }

    /// Offers a deck that was added no more. Its answers stay.
    ///
    /// - Throws: `unknownDeck`; `builtInDeck` for one that is part of the program.
    package func removeDeck(_ id: String) throws {
        try change { work in
            try work.checkInLife()
            guard let found = try work.addedDecks().first(where: { $0.document.id == id && !$0.document.isRemoved }) else {
                throw work.catalogue.deck(id) != nil || Workspace.reservedDecks.contains(id)
                    ? ClientError.builtInDeck(id) : ClientError.unknownDeck(id)
            }
            try work.put(found.document.removed(from: .notBegun(at: work.now)))
        }
    }
}

extension Workspace {
    fileprivate func fits(_ document: DeckDocument) throws -> Bool { try encode(.deck(document)).count <= Self.textLimit }

    fileprivate func put(_ document: DeckDocument) throws {
        guard try fits(document) else { throw ClientError.textTooLong(limit: Self.textLimit) }
        let id = try addedDecks().first { $0.document.id == document.id }?.record ?? RecordID(validated: random.bytes(32))
        try enqueue(
            .put(class: .shared, owner: .couple, document: .deck(document), edits: currentOfCouple(id).stamp), for: id)
    }
}
