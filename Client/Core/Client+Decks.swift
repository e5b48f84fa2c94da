package import Catalogue
import Models
import Vault

/// Decks: the built-in ones, and those that either partner adds.
extension Client {
    /// Every deck, in the order in which they are listed.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func decks() throws(ClientError) -> [DeckView] {
        try read { home in
            let asked = try home.days.askedDecks()
            let states = try home.views.latestStates()
            return try home.questions.fullCatalogue().decks.map { deck in
                let opened = deck.prompts.count {
                    states[$0.id].map { $0.state == .revealed || $0.number > 1 } ?? false
                }
                return DeckView(
                    deck: deck, isOwn: home.catalogue.deck(deck.id) == nil, isAsked: asked.contains(deck.id), opened: opened)
            }
        }
    }

    /// Adds a deck for both, replacing one with the same id that was added before.
    ///
    /// - Throws: `deckMalformed`, `textTooLong`; `partnerHasLeft`, `youHaveLeft`, `deviceRemoved`; `store`.
    package func addDeck(_ text: String) throws(ClientError) -> Deck {
        try write { edit in
            try edit.home.requireActive()
            let deck: Deck
            do throws(DeckError) {
                deck = try Deck(own: text, taken: edit.home.catalogue.decks.map(\.id) + Questions.reservedDecks)
            } catch {
                throw ClientError.deckMalformed(error)
            }
            let former = try edit.home.questions.addedDecks().first { $0.document.id == deck.id }?.document
            let day = Day.notBegun(at: edit.now)
            let document = DeckDocument(deck, since: day, after: former)
            // Prompts that were taken out before must not prevent the new ones from being stored.
            try edit.putDeck(edit.fits(document) ? document : DeckDocument(deck, since: day))
            return deck
        }
    }

    /// Stops offering a deck that was added. Its answers stay.
    ///
    /// - Throws: `unknownDeck`; `builtInDeck` for one that is part of the program; `partnerHasLeft`, `youHaveLeft`, `deviceRemoved`;
    ///   `store`.
    package func removeDeck(_ id: String) throws(ClientError) {
        try write { edit in
            try edit.home.requireActive()
            guard let found = try edit.home.questions.addedDecks().first(where: { $0.document.id == id && !$0.document.isRemoved })
            else {
                throw edit.home.catalogue.deck(id) != nil || Questions.reservedDecks.contains(id)
                    ? ClientError.builtInDeck(id) : ClientError.unknownDeck(id)
            }
            try edit.putDeck(found.document.removed(from: .notBegun(at: edit.now)))
        }
    }
}

extension HomeEdit {
    func fits(_ document: DeckDocument) throws -> Bool { try Document.deck(document).encoded().count <= Document.textLimit }

    func putDeck(_ document: DeckDocument) throws {
        try Document.deck(document).requireRoom()
        let id =
            try home.questions.addedDecks().first { $0.document.id == document.id }?.record ?? RecordID(validated: random.bytes(32))
        try outbox.enqueue(
            .put(visibility: .shared, owner: .couple, document: .deck(document), edits: home.currentOfCouple(id).stamp), for: id)
    }
}
