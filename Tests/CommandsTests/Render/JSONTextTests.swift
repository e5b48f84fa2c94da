import Commands
import FoundationEssentials
import Presentation
import Testing

@Suite struct JSONTextTests {
    @Test func `fields keep their order and nothing is left out`() {
        let json: JSON = ["b": 1, "a": nil, "list": ["x", true, []], "empty": [:]]
        #expect(json.text == #"{"b":1,"a":null,"list":["x",true,[]],"empty":{}}"#)
    }

    @Test func `control characters are escaped, also those that a terminal obeys`() {
        #expect(JSON.string("\u{1B}[2J\u{9B}\u{7F}\"\\\n").text == #""\u001b[2J\u009b\u007f\"\\\n""#)
        #expect(JSON.string("a\u{202E}b\u{2066}c").text == #""a\u202eb\u2066c""#)
    }

    @Test func `any text comes back as it was`() throws {
        let text = "quote \" slash / back \\ tab \t 日本 👩‍👩‍👧‍👦 \u{2028}\u{0}"
        let back = try JSONDecoder().decode([String].self, from: Data(JSON.array([.string(text)]).text.utf8))
        #expect(back == [text])
    }

    @Test func `a document is indented`() {
        let json: JSON = ["a": [1, 2], "b": [:]]
        #expect(json.document == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}")
    }
}
