import Catalogue
import Testing

@Suite("The catalogue")
struct CatalogueTests {
    private let catalogue: Catalogue

    init() throws {
        catalogue = try Catalogue(decks: [
            Self.deck("first", "held", "held-back", "old-conflict"),
            Self.deck("second", "old-song", "held"),
        ])
    }

    @Test(arguments: [
        ("first/held", "first/held"),
        ("FIRST/Held-Back", "first/held-back"),
        ("held-back", "first/held-back"),
        ("back", "first/held-back"),
        ("song", "second/old-song"),
        ("d/old", "second/old-song"),
    ])
    func `a prompt is found by id, by name and by a part that only it has`(text: String, id: String) throws {
        #expect(try catalogue.prompt(named: text).id.description == id)
    }

    @Test(arguments: ["nothing", "", "first/nothing", "/"])
    func `what names nothing is unknown, and what names all is not guessed at`(text: String) {
        let error = #expect(throws: LookupError.self) { try catalogue.prompt(named: text) }
        if text == "/" {
            #expect(error == .ambiguous("/", candidates: catalogue.prompts.map(\.id)))
        } else {
            #expect(error == .unknown(text))
        }
    }

    @Test(arguments: [
        ("first/hled", ["first/held"]), ("hedl", ["first/held", "first/held-back", "second/held"]),
        ("old sogn", ["second/old-song"]),
        ("secnd/song", ["second/old-song"]), ("OLD_SONG", ["second/old-song"]), ("confilct", ["first/old-conflict"]),
        ("nothing", []),
        ("", []),
    ])
    func `a name that is nearly one leads to those that are nearest`(text: String, ids: [String]) {
        #expect(catalogue.nearest(to: text).map(\.description) == ids)
    }

    @Test func `a part of several ids lists them all, in order`() throws {
        let candidates = ["first/old-conflict", "second/old-song"].compactMap(PromptID.init)
        #expect(throws: LookupError.ambiguous("old", candidates: candidates)) { try catalogue.prompt(named: "old") }
    }

    @Test func `a name that two decks share lists both and passes over longer ones`() throws {
        let candidates = ["first/held", "second/held"].compactMap(PromptID.init)
        #expect(throws: LookupError.ambiguous("held", candidates: candidates)) { try catalogue.prompt(named: "held") }
    }

    @Test func `a search wants every word, wherever it stands`() {
        #expect(catalogue.search("ask OLD").map(\.id.description) == ["first/old-conflict", "second/old-song"])
        #expect(catalogue.search("old song ask").map(\.id.description) == ["second/old-song"])
        #expect(catalogue.search("unresolved").count == 5)
        #expect(catalogue.search("  ").isEmpty)
    }

    @Test func `two decks of one id are refused`() {
        #expect(throws: DeckError(.taken("a"))) { try Catalogue(decks: [Self.deck("a", "x"), Self.deck("a", "y")]) }
    }

    private static func deck(_ id: String, _ names: String...) -> Deck {
        Deck(
            id: id, title: id, about: "",
            prompts: names.compactMap { PromptID(deck: id, name: $0) }.map {
                Prompt(id: $0, question: "What do I ask?", barriers: [.conflict], depth: .light)
            })
    }
}
