import Catalogue
import Models

/// Decks that one of the two added.
extension Workspace {
    /// Ids that no added deck may have.
    static let reservedDecks = [ownDeck, CheckIn.deck]

    /// The decks that were added, those that were removed again as well: their prompts may have been answered. Of several records for one
    /// deck the one that adds it last counts, alike everywhere.
    func addedDecks() throws -> [(record: RecordID, document: DeckDocument)] {
        var latest: [String: (record: RecordID, document: DeckDocument)] = [:]
        for shared in try sharedDocuments() {
            guard case .deck(let document) = shared.document, isAddable(document) else { continue }
            if let other = latest[document.id], (other.document.since, other.record) > (document.since, shared.id) { continue }
            latest[document.id] = (shared.id, document)
        }
        return latest.values.sorted { $0.document.id < $1.document.id }
    }

    func isAddable(_ deck: DeckDocument) -> Bool {
        PromptID.isPart(deck.id) && !Self.reservedDecks.contains(deck.id) && catalogue.deck(deck.id) == nil
    }
}
