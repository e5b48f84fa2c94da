import Catalogue
import ClientCore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A partner who writes nonsense into what the two share", .onOwnThreads)
struct SharedDocumentsTests {
    private static let evil = #"</p><script src=\"//x\">\u001b[2J\u202e"#

    private static func bound(_ deck: String, _ name: String?, _ question: String) -> String {
        PromptID(deck: deck, name: name, boundTo: question)?.description ?? ""
    }

    private static func deck(_ id: String, since: String = "\"2026-01-01\"", prompts: [String]) -> String {
        """
        {"deck":{"id":"\(id)","title":"\(evil)","about":"\(evil)","since":\(since),"isRemoved":false,\
        "prompts":[\(prompts.joined(separator: ","))]}}
        """
    }

    private static func prompt(_ id: String, _ question: String, depth: String = "2", since: String = "null") -> String {
        """
        {"id":"\(id)","question":"\(question)","barriers":[],"depth":\(depth),"isGentle":false,"since":\(since),"until":null}
        """
    }

    private static let decks: [String] = [
        deck("founding", prompts: [prompt("founding/first-word", "Another question?")]),
        deck("founding", prompts: [prompt(bound("founding", "first-word", "Mine?"), "Mine?")]),
        deck("ours", prompts: [prompt(bound("ours", nil, "Ours?"), "Ours?")]),
        deck("checkin", prompts: [prompt("checkin/us", "No ratings?")]),
        deck("", prompts: []), deck("a/b", prompts: []), deck(String(repeating: "x", count: 5000), prompts: []),
        deck("twice", prompts: Array(repeating: prompt(bound("twice", nil, "Twice?"), "Twice?"), count: 1000)),
        deck("far", since: "\"9999-12-31\"", prompts: [prompt(bound("far", nil, "Far?"), "Far?", since: "\"9999-12-31\"")]),
        deck("past", since: "\"0000-01-01\"", prompts: [prompt(bound("past", nil, "Past?"), "Past?", since: "\"0000-01-01\"")]),
        deck("deep", prompts: [prompt(bound("deep", nil, "Deep?"), "Deep?", depth: "99999999999999999999")]),
        deck("unbound", prompts: [prompt("unbound/why-0000000000", "Why?")]),
        #"{"deck":{"id":3}}"#, #"{"deck":null}"#,
    ]

    private static func span(from: String = "\"2026-01-01\"", decks: String = "[]", cadence: String = "\"daily\"") -> String {
        #"{"from":\#(from),"decks":\#(decks),"depth":3,"cadence":\#(cadence),"isPaused":false}"#
    }

    private static let schedules: [String] = [
        "[]", "[\(span())]", "[\(span(from: "\"0000-01-01\""))]", "[\(span(from: "\"9999-12-31\""))]",
        "[\(span(decks: "[\"\(evil)\",\"\",\"founding\",\"founding\"]"))]", "[\(span(cadence: "\"never\""))]",
        "[" + Array(repeating: span(decks: "[\"founding\"]"), count: 900).joined(separator: ",") + "]",
    ].map { #"{"schedule":{"schedule":{"spans":\#($0)}}}"# }

    private static let pledges: [String] = [
        #"{"pledge":{"text":"\#(evil)","from":"9999-12-31","through":"0000-01-01","at":9223372036854775807}}"#,
        #"{"pledge":{"text":"","from":"2026-11-25","through":"2026-11-30","at":-9223372036854775808}}"#,
        #"{"pledge":{"text":3,"from":"2026-13-41","through":"2026-11-30","at":0}}"#,
    ]

    /// Reads everything that Ada can see.
    private func look(_ ada: TestHome) throws {
        let (client, day) = (ada.client, Day(number: 20_605))
        _ = (try client.today(on: day, about: nil), try client.today(on: day, about: .shame), try client.next(on: day))
        _ = (try client.timeline(search: nil), try client.timeline(search: "a"), try client.trends(), try client.status())
        _ = (try client.decks(), try client.prompts(deck: nil, search: nil), try client.pledges(), try client.export())
    }

    @Test(.attacks(.nothingIsLost), arguments: decks)
    func `neither hides nor renames a question by a deck, and brings nothing down`(document: String) throws {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.firstWord, text: "Safety.")
        try couple.ada.sync()
        let (asked, rated) = (try couple.ada.client.show(.firstWord), try couple.ada.client.show("checkin/us"))
        #expect(try couple.forge(document, owner: .couple, by: couple.ben, as: couple.ben, seed: 7) == .applied)
        try couple.ada.sync()
        try look(couple.ada)
        #expect(try couple.ada.client.show(.firstWord).question == asked.question)
        #expect(try couple.ada.client.show(.firstWord).rounds[0].mine?.text == "Safety.")
        #expect(try couple.ada.client.show("checkin/us").question == rated.question)
        #expect(try couple.ada.client.decks().count { $0.deck.id == "founding" } == 1)
        // Adding one's own deck still works.
        let own = "id = \"mine\"\ntitle = \"Mine\"\n[[prompt]]\nquestion = \"Mine?\"\n"
        #expect(try couple.ada.client.addDeck(own).prompts.count == 1)
    }

    @Test(.attacks(.nothingIsLost), arguments: schedules)
    func `cannot take the prompt of the day away by settings that make no sense`(document: String) throws {
        let couple = try TestPair()
        let id = RoundNaming(seed: try couple.ben.key(.coupleSeed)).record("schedule", "", of: nil)
        #expect(try couple.forge(document, id: id, owner: .couple, by: couple.ben, as: couple.ben, seed: 7) == .applied)
        try couple.ada.sync()
        try look(couple.ada)
        try couple.ada.client.reschedule { ($0.decks, $0.isPaused) = (["founding"], false) }
        let later = Day.notBegun(at: couple.ada.clocks.wall).advanced(by: 1)
        #expect(try couple.ada.client.today(on: later, about: nil).prompt?.deck == "founding")
    }

    @Test(.attacks(.nothingIsLost), arguments: pledges)
    func `brings nothing down by a pledge that makes no sense`(document: String) throws {
        let couple = try TestPair()
        #expect(try couple.forge(document, owner: .author, by: couple.ben, as: couple.ben, seed: 7) == .applied)
        try couple.ada.sync()
        try look(couple.ada)
    }
}
