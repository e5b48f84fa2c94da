import Catalogue
import Testing

struct DeckDocumentTests {
    @Test func `a deck is read from JSON, and fields of a newer version are passed over`() throws {
        let json = """
            {"id": "d", "title": "T", "colour": "blue", "prompts": [
                {"name": "a", "question": "Q?", "barriers": ["shame"], "depth": 3, "gentle": true, "mood": 1},
                {"name": "b", "question": "R?", "depth": 1}]}
            """
        let deck = try Deck(json: Array(json.utf8))
        #expect(deck.title == "T")
        #expect(deck.prompts.map(\.id.description) == ["d/a", "d/b"])
        #expect(deck.prompts.map(\.barriers) == [[.shame], []])
        #expect(deck.prompts.map(\.depth) == [.deep, .light])
        #expect(deck.prompts.map(\.isGentle) == [true, false])
    }

    @Test(arguments: [
        ("no JSON", DeckFlaw.unreadable),
        (#"{"id": "d", "title": "T", "prompts": [{"name": "a", "question": "Q?", "depth": 4}]}"#, .unreadable),
        (#"{"id": "d", "title": "T", "prompts": [{"name": "a", "question": "Q?", "depth": 1, "barriers": ["x"]}]}"#, .unreadable),
        (#"{"id": "D/x", "title": "T", "prompts": []}"#, .badName("D/x")),
        (#"{"id": "d", "title": "T", "prompts": [{"name": "-a", "question": "Q?", "depth": 1}]}"#, .badName("-a")),
    ])
    func `a broken deck says what is wrong with it`(json: String, flaw: DeckFlaw) {
        #expect(throws: flaw) { try Deck(json: Array(json.utf8)) }
    }

    @Test func `a prompt that asks nothing is refused by its id`() throws {
        let id = try #require(PromptID("d/a"))
        let json = #"{"id": "d", "title": "T", "prompts": [{"name": "a", "question": " ", "depth": 1}]}"#
        #expect(throws: DeckFlaw.noQuestion(id)) { try Deck(json: Array(json.utf8)) }
    }

    @Test func `two prompts of one name are refused`() throws {
        let id = try #require(PromptID("d/a"))
        let entry = #"{"name": "a", "question": "Q?", "depth": 1}"#
        let json = #"{"id": "d", "title": "T", "prompts": [\#(entry), \#(entry)]}"#
        #expect(throws: DeckFlaw.repeated(id)) { try Deck(json: Array(json.utf8)) }
    }
}
