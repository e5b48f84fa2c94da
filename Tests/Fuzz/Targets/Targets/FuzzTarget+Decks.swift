import Catalogue
import Models

extension FuzzTarget {
    /// The text of a deck: a built-in one, and one that a partner made.
    static let decks = FuzzTarget("decks", longest: 16_384, moreSeeds: ["Client/Catalogue/Decks"]) { input in
        guard let text = String(validating: input, as: UTF8.self) else { return }
        if let deck = try? Deck(builtIn: text) { try check(deck) }
        guard let deck = try? Deck(own: text, taken: ["ours"]) else { return }
        try check(deck)
        try require(deck.id != "ours" && !deck.prompts.isEmpty, "a deck that somebody made has a name of its own, and prompts")
        for prompt in deck.prompts {
            try require(prompt.id.isBound(to: prompt.question), "an id belongs to its words")
            try require(!prompt.id.isBound(to: prompt.question + "!"), "and to no others")
        }
    }

    private static func check(_ deck: Deck) throws {
        let catalogue = try Catalogue(decks: [deck])
        try require(Set(deck.prompts.map(\.id)).count == deck.prompts.count, "no two prompts have one id")
        for prompt in deck.prompts {
            try require(prompt.id.deck == deck.id && PromptID(prompt.id.description) == prompt.id, "an id reads as what it says")
            try require(try catalogue.prompt(named: prompt.id.description) == prompt, "a prompt is found by its id")
            try require(try catalogue.prompt(named: prompt.id.name.uppercased()) == prompt, "and by its name")
            try require(catalogue.search(prompt.question).contains(prompt), "and by its question")
        }
        try require((try? Catalogue(decks: [deck, deck])) == nil, "no deck is there twice")
    }
}
