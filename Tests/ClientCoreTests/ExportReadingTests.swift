import ClientCore
import Models
import Testing

@Suite("Reading an export")
struct ExportReadingTests {
    private static func file(_ prompts: String = "", version: String = "2", exported: String = "\"2025-03-02T19:12:00Z\"") -> Bytes
    {
        Bytes(#"{"version":\#(version),"exported":\#(exported),"name":"Ada","partner":null,"prompts":[\#(prompts)]}"#.utf8)
    }

    private static func prompt(_ rounds: String, id: String = "founding/first-word", history: String = "") -> String {
        #"{"id":"\#(id)","question":"Why?","is_skipped":false,"rounds":[\#(rounds)],"history":[\#(history)]}"#
    }

    private static func round(_ fields: String = #""number":1,"state":"open","draft":null,"mine":null,"theirs":null"#) -> String {
        "{\(fields)}"
    }

    @Test func `what a file of the first version lacks is empty`() throws {
        let round =
            #"{"number":1,"state":"sealed_by_me","draft":null,"mine":{"text":"a","at":"2025-03-02T19:12:00.250Z"},"theirs":null}"#
        let export = try Export(json: Self.file(Self.prompt(round), version: "1"))
        let mine = try #require(export.prompts.first?.rounds.first?.mine)
        #expect(mine == Export.Voice(text: "a", at: Instant(milliseconds: 1_740_942_720_250)))
        #expect(export.pledges.isEmpty && export.decks.isEmpty)
        #expect(export.prompts[0].rounds[0].reflections.isEmpty)
    }

    @Test func `fields that are not known are passed over`() throws {
        let export = try Export(
            json: Self.file(Self.prompt(Self.round() + "").replacing("\"question\"", with: "\"mood\":[{}],\"question\"")))
        #expect(export.prompts.count == 1)
    }

    @Test(
        arguments: [
            ("", .notJSON, nil), ("{", .notJSON, nil), ("nonsense", .notJSON, nil), ("[]", .notExport, nil),
            ("{}", .notExport, nil),
            (#"{"version":0}"#, .notExport, nil), (#"{"version":4}"#, .newer(version: 4), nil),
            (#"{"version":2}"#, .missing, ".exported"),
            (#"{"version":"2"}"#, .unexpected(.number), ".version"),
            (#"{"version":2,"exported":"2025-03-02T19:12:00Z","prompts":7}"#, .unexpected(.list), ".prompts"),
            (#"{"version":2,"exported":"2025-03-02T19:12:00Z","prompts":[7]}"#, .unexpected(.object), ".prompts[0]"),
            (#"{"version":2,"exported":"2025-13-02T19:12:00Z","prompts":[]}"#, .unexpected(.time), ".exported"),
            (#"{"version":99999999999999999999,"prompts":[]}"#, .unexpected(.number), ".version"),
        ] as [(String, ExportError.Reason, String?)])
    func `what is no export says what is wrong, and where`(json: String, problem: ExportError.Reason, place: String?) {
        #expect(throws: ExportError(problem, at: place)) { try Export(json: Bytes(json.utf8)) }
    }

    @Test(
        arguments: [
            (prompt(round(), id: "../secret"), .unexpected(.promptID), ".prompts[0].id"),
            (prompt(round(#""number":0,"state":"open""#)), .unexpected(.roundNumber), ".prompts[0].rounds[0].number"),
            (
                prompt(round(#""number":9223372036854775807,"state":"open""#)), .unexpected(.roundNumber),
                ".prompts[0].rounds[0].number"
            ),
            (prompt(round(#""number":1.5,"state":"open""#)), .unexpected(.number), ".prompts[0].rounds[0].number"),
            (prompt(round(#""number":1,"state":"ajar""#)), .unexpected(.state), ".prompts[0].rounds[0].state"),
            (
                prompt(round(#""number":1,"state":"open","mine":{"text":1,"at":""}"#)), .unexpected(.text),
                ".prompts[0].rounds[0].mine.text"
            ),
            (prompt(round(#""number":1,"state":"open","mine":{"at":""}"#)), .missing, ".prompts[0].rounds[0].mine.text"),
            (
                prompt(round(#""number":1,"state":"open","reactions":{"mine":"two words"}"#)), .unexpected(.reaction),
                ".prompts[0].rounds[0].reactions.mine"
            ),
            (
                prompt(round(), history: #"{"round":1,"reason":"mislaid","text":"","at":"2025-03-02T19:12:00Z"}"#),
                .unexpected(.reason),
                ".prompts[0].history[0].reason"
            ),
        ] as [(String, ExportError.Reason, String?)])
    func `a flaw within a prompt is named as jq would find it`(json: String, problem: ExportError.Reason, place: String?) {
        #expect(throws: ExportError(problem, at: place)) { try Export(json: Self.file(json)) }
    }

    @Test func `words too long for any record are named, and not read`() {
        let long = String(repeating: "a", count: 200_001)
        let voice = #"{"text":"\#(long)","at":"2025-03-02T19:12:00Z"}"#
        let round = Self.round(#""number":1,"state":"open","mine":\#(voice)"#)
        #expect(throws: ExportError(.tooLong(limit: 200_000), at: ".prompts[0].rounds[0].mine.text")) {
            try Export(json: Self.file(Self.prompt(round)))
        }
    }

    @Test func `what is nested without end ends nothing`() {
        let nested = String(repeating: "[", count: 100_000)
        #expect(throws: ExportError(.notJSON)) { try Export(json: Bytes(#"{"version":2,"prompts":\#(nested)"#.utf8)) }
    }

    @Test(arguments: ["2025-03-02T19:12:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "2024-02-29T00:00:00.001Z"])
    func `a time reads as what was written`(text: String) throws {
        #expect(CivilTime(try #require(Instant(rfc3339: text))).rfc3339 == text)
    }

    @Test(arguments: [
        "", "2025-03-02", "2025-02-29T00:00:00Z", "2025-03-02T24:00:00Z", "2025-03-02 19:12:00Z", "2025-03-02T19:12:00",
        "2025-03-02T19:12:00.1Z", "2025-03-02T19:12:0٣Z", "２025-03-02T19:1Z",
    ])
    func `what is no time is not taken for one`(text: String) { #expect(Instant(rfc3339: text) == nil) }
}
