import Commands
import Presentation
import Testing

@Suite("The width of a text")
struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("plain", 5), ("naïve", 5), ("e\u{301}", 1), ("日本語", 6), ("ｶﾅ", 2), ("한국어", 6), ("\u{1112}\u{1161}\u{11AB}", 2),
        ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧‍👦", 2), ("❤️", 2), ("❤\u{FE0E}", 1), ("🇩🇪", 2), ("1️⃣", 2), ("✓", 1), ("שלום", 4),
        ("\u{2068}a\u{2069}", 1),
        ("（）", 4), ("🕵🏽", 2), ("🏳‍🌈", 2), ("🏳️‍🌈", 2), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("#️⃣", 2), ("ภาษา", 4), ("น้ำ", 2), ("क्ष", 2),
        ("e\u{301}\u{302}", 1), ("a\u{200B}b", 2),
    ])
    func `a text takes as many columns as a terminal gives it`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }
}
