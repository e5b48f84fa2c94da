import Commands
import FoundationEssentials
import Presentation
import Testing

@Suite("Text in JSON")
struct JSONTextTests {
    @Test func `fields keep their order and nothing is left out`() {
        let fields: Fields = ["b": 1, "a": String?.none, "list": [["x"], []], "empty": [:] as Fields, "mean": 4.0]
        #expect(JSONText.line(fields) == #"{"b":1,"a":null,"list":[["x"],[]],"empty":{},"mean":4.0}"#)
    }

    @Test func `control characters are escaped, also those that a terminal obeys`() {
        #expect(JSONText.line("\u{1B}[2J\u{9B}\u{7F}\"\\\n") == #""\u001b[2J\u009b\u007f\"\\\n""#)
        #expect(JSONText.line("a\u{202E}b\u{2066}c") == #""a\u202eb\u2066c""#)
    }

    @Test func `any text comes back as it was`() throws {
        let text = "quote \" slash / back \\ tab \t 日本 👩‍👩‍👧‍👦 \u{2028}\u{0}"
        let back = try JSONDecoder().decode([String].self, from: Data(JSONText.line([text]).utf8))
        #expect(back == [text])
    }

    @Test func `a document is indented`() {
        let fields: Fields = ["a": [1, 2], "b": [:] as Fields]
        #expect(JSONText.document(fields) == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}")
    }
}
