import Catalogue
import Models

extension FuzzTarget {
    /// The file of a deck.
    static let decks = FuzzTarget("decks", longest: 16_384, moreSeeds: ["Client/Catalogue/Decks"]) { input in
        guard let deck = try? Deck(json: input) else { return }
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
