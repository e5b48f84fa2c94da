import Commands
import Presentation
import Testing

@Suite("Text without control characters")
struct SafeTextTests {
    @Test(arguments: [
        ("\u{1B}[2Jgone", "␛[2Jgone"), ("\u{1B}]0;title\u{07}", "␛]0;title␇"), ("a\u{9B}31mred", "a\u{FFFD}31mred"),
        ("back\u{08}space", "back␈space"), ("del\u{7F}", "del␡"), ("over\rwritten", "over\nwritten"),
        ("two\r\nlines", "two\nlines"),
        ("tab\there", "tab    here"), ("\u{202E}drowssap", "drowssap"), ("\u{2066}isolate", "isolate"), ("nul\0", "nul␀"),
        ("so\u{AD}ft", "soft"),
        ("a" + String(repeating: "\u{301}", count: 100), "a" + String(repeating: "\u{301}", count: 8)),
    ])
    func `nothing in anybody's words reaches the terminal as a command`(words: String, shown: String) {
        #expect(SafeText.block(words) == shown)
    }

    @Test func `a name stays on its line`() {
        #expect(SafeText.line("Sam\n\u{1B}[31m  Smith") == "Sam ␛[31m Smith")
    }

    @Test func `what runs from right to left is isolated`() {
        #expect(SafeText.line("דנה") == "\u{2068}דנה\u{2069}")
    }

    @Test func `plain words, marks and emoji stay as they are`() {
        #expect(SafeText.block("naïve 👩‍👩‍👧‍👦 ❤️ e\u{301}\n日本") == "naïve 👩‍👩‍👧‍👦 ❤️ e\u{301}\n日本")
    }

    @Test func `one line of it has an end`() {
        let line = SafeText.line(String(repeating: "word ", count: 40_000))
        #expect(line.count < 4_100 && line.hasSuffix("…"))
        #expect(SafeText.line(String(repeating: "x", count: 4_000)).count == 4_000)
    }
}
