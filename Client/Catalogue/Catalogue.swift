/// Decks, and how a prompt is found in them. Nothing in it is changed by use, so it can be handed around freely.
package struct Catalogue: Sendable {
    package let decks: [Deck]
    private let byID: [PromptID: Prompt]

    /// - Throws: `DeckFlaw` with `.taken` or `.repeated`.
    package init(decks: [Deck]) throws(DeckFlaw) {
        var deckIDs: Set<String> = []
        var byID: [PromptID: Prompt] = [:]
        for deck in decks {
            guard deckIDs.insert(deck.id).inserted else { throw DeckFlaw(.taken(deck.id)) }
            for prompt in deck.prompts {
                guard byID.updateValue(prompt, forKey: prompt.id) == nil else { throw DeckFlaw(.repeated(prompt.id)) }
            }
        }
        self.decks = decks
        self.byID = byID
    }

    /// All prompts, deck by deck.
    package var prompts: [Prompt] { decks.flatMap(\.prompts) }

    package func deck(_ id: String) -> Deck? { decks.first { $0.id == id } }

    package subscript(id: PromptID) -> Prompt? { byID[id] }

    /// Finds the prompt that `text` names: its id, its name, or a part of its id that no other id has. Case does not matter.
    ///
    /// An exact id comes before an exact name, and that before a part.
    package func prompt(named text: String) throws(LookupError) -> Prompt {
        let found = prompts.named(text)
        guard let first = found.first else { throw .unknown(text) }
        guard found.count == 1 else { throw .ambiguous(text, candidates: found.map(\.id)) }
        return first
    }

    /// The prompts in which every word of `words` occurs, in the question, the id or the title of a barrier. Case does not matter.
    package func search(_ words: String) -> [Prompt] { prompts.searched(for: words) }
}
