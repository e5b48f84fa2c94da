/// Decks, and lookup of the prompts in them. Immutable.
package struct Catalogue: Sendable {
    package let decks: [Deck]
    /// How the built-in prompts came to be what they are, edition by edition; also of those that no deck offers any more.
    let past: [PastPrompt]
    private let byID: [PromptID: Prompt]

    /// - Throws: `DeckError` with `.taken` or `.repeated`.
    package init(decks: [Deck]) throws(DeckError) { try self.init(decks: decks, past: []) }

    init(decks: [Deck], past: [PastPrompt]) throws(DeckError) {
        var deckIDs: Set<String> = []
        var byID: [PromptID: Prompt] = [:]
        for deck in decks {
            guard deckIDs.insert(deck.id).inserted else { throw DeckError(.taken(deck.id)) }
            for prompt in deck.prompts {
                guard byID.updateValue(prompt, forKey: prompt.id) == nil else { throw DeckError(.repeated(prompt.id)) }
            }
        }
        self.decks = decks
        self.past = past
        self.byID = byID
    }

    /// All prompts, deck by deck.
    package var prompts: [Prompt] { decks.flatMap(\.prompts) }

    package func deck(_ id: String) -> Deck? { decks.first { $0.id == id } }

    package subscript(id: PromptID) -> Prompt? { byID[id] }

    /// Finds the prompt that `text` names: by id, by name, or by a part of an id that no other id contains. Ignores case.
    ///
    /// An exact id takes precedence over an exact name, and that over a part of an id.
    ///
    /// - Throws: `LookupError`.
    package func prompt(named text: String) throws(LookupError) -> Prompt {
        let found = prompts.named(text)
        guard let first = found.first else { throw .unknown(text) }
        guard found.count == 1 else { throw .ambiguous(text, candidates: found.map(\.id)) }
        return first
    }

    /// The prompts whose question, id or barrier titles contain every word of `words`. Ignores case.
    package func search(_ words: String) -> [Prompt] { prompts.searched(for: words) }
}
