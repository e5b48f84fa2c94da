import Catalogue
import Testing

@Suite("The founding deck")
struct FoundingDeckTests {
    private let deck: Deck

    init() throws {
        deck = try #require(try Catalogue.builtIn().deck("founding"))
    }

    @Test func `the fifteen prompts stand in their order`() {
        #expect(
            deck.prompts.map(\.id.description) == [
                "founding/first-word", "founding/felt-connected", "founding/hard-to-open", "founding/loudest-barrier",
                "founding/pulling-back", "founding/emotional-safety", "founding/held-back", "founding/when-someone-nears",
                "founding/talking-habits", "founding/room-and-closeness", "founding/need-to-connect", "founding/old-conflict",
                "founding/coming-back", "founding/small-step", "founding/staying-present",
            ])
    }

    @Test(arguments: [
        ("first-word", [Barrier.vulnerability]),
        ("felt-connected", [.vulnerability]),
        ("hard-to-open", [.vulnerability, .wounds]),
        ("loudest-barrier", Barrier.allCases),
        ("pulling-back", [.engulfment, .wounds]),
        ("emotional-safety", [.wounds, .shame]),
        ("held-back", [.vulnerability, .shame]),
        ("when-someone-nears", [.engulfment, .vulnerability]),
        ("talking-habits", [.communication]),
        ("room-and-closeness", [.engulfment, .mismatch]),
        ("need-to-connect", [.mismatch]),
        ("old-conflict", [.conflict, .communication]),
        ("coming-back", [.conflict]),
        ("small-step", [.busyness]),
        ("staying-present", [.busyness, .communication]),
    ])
    func `a prompt is tagged with its barriers`(name: String, barriers: [Barrier]) throws {
        let prompt = try #require(deck.prompts.first { $0.id.name == name })
        #expect(prompt.barriers == barriers)
    }
}
