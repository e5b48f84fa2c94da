import Catalogue
import Testing

@Suite("Reading a deck")
struct DeckReadingTests {
    @Test func `a deck is read from TOML`() throws {
        let deck = try Deck(builtIn: Self.winter)
        #expect(deck.title == "Winter")
        #expect(deck.prompts.map(\.id.description) == ["winter/stove", "winter/window"])
        #expect(deck.prompts.map(\.barriers) == [[.shame], []])
        #expect(deck.prompts.map(\.depth) == [.light, .middle])
        #expect(deck.prompts.map(\.isGentle) == [true, false])
        #expect(deck.prompts.map(\.since) == [nil, Day("2026-11-25")])
    }

    @Test func `an id of somebody's own deck is bound to the words of its question`() throws {
        let deck = try Deck(own: Self.winter, taken: [])
        let other = try Deck(own: Self.winter.replacing("warms", with: "cools"), taken: [])
        #expect(deck.prompts[0].id.name.hasPrefix("stove-"))
        #expect(deck.prompts[0].id != other.prompts[0].id)
        #expect(deck.prompts[1].id == other.prompts[1].id)
        #expect(deck.prompts[0].id.isBound(to: deck.prompts[0].question))
        #expect(!deck.prompts[0].id.isBound(to: other.prompts[0].question))
    }

    @Test(arguments: [
        ("gentle = true", Gentleness.gentle), ("gentle = \"strong\"", .strong), ("gentle = false\ndepth = 3", .none),
        ("depth = 3", .gentle), ("barriers = [\"wounds\"]", .gentle), ("", .none),
    ])
    func `how gently a prompt is met is written in its deck, or follows from what it is about`(fields: String, level: Gentleness)
        throws
    {
        let deck = try Deck(own: Self.with("question = \"Q?\"\n" + fields), taken: [])
        #expect(deck.prompts.map(\.gentleness) == [level])
    }

    @Test func `a deck can be for those who choose it`() throws {
        let text = "id = \"d\"\ntitle = \"T\"\nopt_in = true\n[[prompt]]\nquestion = \"Why?\"\n"
        #expect(try Deck(own: text, taken: []).isOptIn)
        #expect(try !Deck(own: text.replacing("opt_in = true\n", with: ""), taken: []).isOptIn)
    }

    @Test(arguments: ["edition = 2", "earlier_depth = 1"]) func `what only built-in decks say is refused in others`(field: String) {
        #expect(throws: DeckError.self) { try Deck(own: Self.with("question = \"Q?\"\n" + field), taken: []) }
        #expect(throws: DeckError.self) { try Deck(own: "edition = 2\n" + Self.with("question = \"Q?\""), taken: []) }
    }

    @Test func `a prompt without a name goes by its words alone`() throws {
        let deck = try Deck(own: "id = \"d\"\ntitle = \"T\"\n[[prompt]]\nquestion = \"Why?\"\n", taken: [])
        #expect(deck.prompts[0].id.name.count == 10)
        #expect(deck.prompts[0].id.isBound(to: "Why?"))
    }

    @Test(arguments: broken) fileprivate func `what is wrong with a deck is told with its line`(_ broken: Broken) {
        let error = #expect(throws: DeckError.self) { try Deck(own: broken.text, taken: ["ours"]) }
        if let reason = broken.reason { #expect(error?.reason == reason) }
        #expect(error?.line == broken.line)
    }

    private static let broken: [Broken] = [
        Broken("id = \"d", nil, 1),
        Broken("id = \"d\"\n", .missing("title"), nil),
        Broken("id = 3\ntitle = \"T\"", .unexpected(field: "id", expected: "text in quotation marks"), 1),
        Broken("id = \"D/x\"\ntitle = \"T\"\n[[prompt]]\nquestion = \"Q?\"", .badName("D/x"), 1),
        Broken("id = \"ours\"\ntitle = \"T\"\n[[prompt]]\nquestion = \"Q?\"", .taken("ours"), 1),
        Broken("id = \"d\"\ntitle = \"T\"", .noPrompts, nil),
        // No TOML reader needs to nest this deep.
        Broken(Array(repeating: "a", count: 200_000).joined(separator: ".") + " = 1", .longText(limit: 200_000), nil),
        Broken("id = \"d\"\ntitel = \"T\"", .unknown(field: "titel", nearest: "title"), 2),
        Broken("id = \"d\"\ntitle = \"T\"\nprompt = 3", .unexpected(field: "prompt", expected: "tables [[prompt]]"), 3),
        Broken("id = \"d\"\ntitle = \"T\"\n\n[[prompts]]\nid = 1", .unknown(field: "prompts", nearest: "prompt"), 4),
        Broken(with("question = \"Q?\"\n\n[notes]\ndepth = 9"), .unknown(field: "notes", nearest: nil), 7),
        Broken(with("name = \"-a\"\nquestion = \"Q?\""), .badName("-a"), 4),
        Broken(with("name = \"a\""), .missing("question"), 4),
        Broken(with("question = \" \""), .noQuestion, 5),
        Broken(with("question = \"Q?\"\ndepth = 4"), .unexpected(field: "depth", expected: "1, 2 or 3"), 6),
        Broken(with("question = \"Q?\"\nbarrier = []"), .unknown(field: "barrier", nearest: "barriers"), 6),
        Broken(
            with("question = \"Q?\"\n\n[[prompt]]\nquestion = \"R?\"\ngentle = 1"),
            .unexpected(field: "gentle", expected: "true, false or \"strong\""), 9),
        Broken(with("question = \"\(String(repeating: "Q", count: 2001))\""), .longQuestion(limit: 2000), 4),
    ]

    @Test(arguments: ["x", "shame, x"]) func `a barrier that does not exist is told with those that do`(names: String) {
        let error = #expect(throws: DeckError.self) {
            try Deck(own: Self.head + "question = \"Q?\"\nbarriers = [\"\(names)\"]", taken: [])
        }
        #expect(error?.line == 6)
        guard case .unexpected("barriers", let expected)? = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
        for barrier in Barrier.allCases { #expect(expected.contains(barrier.rawValue)) }
    }

    @Test func `the same question twice is refused, where it stands again`() {
        let error = #expect(throws: DeckError.self) {
            try Deck(own: Self.head + "question = \"Q?\"\n[[prompt]]\nquestion = \"Q?\"", taken: [])
        }
        guard case .repeated? = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.line == 6)
    }

    @Test func `a deck has no more prompts than one can hold`() {
        let prompts = (0...500).map { "[[prompt]]\nquestion = \"Q \($0)?\"\n" }.joined()
        #expect(throws: DeckError(.manyPrompts(limit: 500))) { try Deck(own: "id = \"d\"\ntitle = \"T\"\n" + prompts, taken: []) }
    }

    /// A deck of one prompt with these fields; the prompt starts in line 4.
    private static func with(_ fields: String) -> String { head + fields }

    private static let head = "id = \"d\"\ntitle = \"T\"\n\n[[prompt]]\n"

    private static let winter = """
        id = "winter"
        title = "Winter"
        about = "For long evenings."

        [[prompt]]
        name = "stove"
        question = "What warms you?"
        barriers = ["shame"]
        depth = 1

        [[prompt]]
        name = "window"
        question = "Which window do you look out of?"
        since = "2026-11-25"
        """
}

private struct Broken: Sendable {
    let text: String
    /// `nil` if the TOML library produces the message.
    let reason: DeckError.Reason?
    let line: Int?

    init(_ text: String, _ reason: DeckError.Reason?, _ line: Int?) {
        self.text = text
        self.reason = reason
        self.line = line
    }
}
