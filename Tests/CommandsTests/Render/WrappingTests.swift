import Commands
import Presentation
import Testing

@Suite("Wrapped lines")
struct WrappingTests {
    @Test func `words move to the next line whole`() {
        #expect(Wrapping.lines("one two three four", width: 9) == ["one two", "three", "four"])
    }

    @Test func `the lines of the text itself stay, and so does their indentation`() {
        #expect(Wrapping.lines("a poem\n\n  indented line\n", width: 12) == ["a poem", "", "  indented", "line", ""])
    }

    @Test func `a word that is too long is broken where the line ends`() {
        #expect(Wrapping.lines("see abcdefghij now", width: 5) == ["see", "abcde", "fghij", "now"])
    }

    @Test func `text without spaces is broken between ideographs, by columns`() {
        #expect(Wrapping.lines("あなたを思う。", width: 6) == ["あなた", "を思", "う。"])
    }

    @Test func `an emoji family is never taken apart`() {
        #expect(Wrapping.lines("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", width: 4) == ["👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"])
    }

    @Test(arguments: [String(repeating: "\u{1100}", count: 30), String(repeating: "\u{915}\u{94D}", count: 30)])
    func `a character that is wider than a line is broken too`(character: String) {
        for line in Wrapping.lines("x \(character) y", width: 10) { #expect(DisplayWidth.of(line) <= 10) }
    }

    @Test func `a zero-width space lets a line end`() {
        #expect(Wrapping.lines("ภาษา\u{200B}ไทย", width: 5).count == 2)
    }

    @Test func `words joined by a no-break space stay together`() {
        #expect(Wrapping.lines("aa bb\u{A0}cc", width: 6) == ["aa", "bb\u{A0}cc"])
    }

    @Test func `words joined by a no-break space are parted where they don't fit on one line`() {
        #expect(Wrapping.lines("a bb\u{A0}cc\u{A0}ddd.", width: 6) == ["a bb", "cc", "ddd."])
        let command = "`twofold history founding/first-word --restore N` brings one back."
        #expect(
            Wrapping.sentences(command, width: 40) == ["`twofold history founding/first-word", "--restore N` brings one back."])
    }

    @Test func `without a width only the text breaks lines`() {
        #expect(Wrapping.lines("one two three four\nfive", width: nil) == ["one two three four", "five"])
    }

    @Test(arguments: [20, 40, 80]) func `no line is wider than asked`(width: Int) {
        let text = "Some wörds 日本語のテキスト and 👍🏽👍🏽 anextremelylongwordthatgoesonandonandonforever שלום."
        for line in Wrapping.lines(text, width: width) { #expect(DisplayWidth.of(line) <= width) }
    }

    @Test(arguments: [("short", "short"), ("exactly ten", "exactly t…"), ("日本語テキスト", "日本語テ…")])
    func `a line that is too long ends in an ellipsis`(text: String, shown: String) {
        #expect(Wrapping.truncated(text, width: 10) == shown)
    }
}
