import Catalogue
import ClientCore
import Commands
import Models
import Presentation
import Support
import Testing

@Suite("The timeline")
struct TimelineTextTests {
    private func entry(_ round: RoundView, days: Int64 = 0, prompt: PromptID = "founding/first-word") -> TimelineEntry {
        TimelineEntry(
            prompt: prompt, question: "What comes to mind first, before anything else does?", round: round,
            at: noon.advanced(by: .seconds(days * 86_400)))
    }

    private func text(_ entries: [TimelineEntry], search: String = "", width: Int, isColoured: Bool = false) -> String {
        TimelineText(search: Search(search), partner: "Ben", page: page(width, isColoured: isColoured)).lines(entries, pledges: [])
            .joined(separator: "\n")
    }

    private var entries: [TimelineEntry] {
        let long = "Home, and the light in the kitchen when you are already up, and the sound of the kettle."
        return [
            entry(
                round(
                    .revealed, mine: long, theirs: "Being seen.\nAnd staying.", reflections: [reflection("More.")],
                    theirReaction: "♥")),
            entry(round(.revealed, number: 2, mine: "a 7", theirs: "b 8"), days: 0, prompt: "checkin/us"),
            entry(round(.revealed, mine: "שלום", theirs: "日本語"), days: 6),
        ]
    }

    @Test func `months, days, a line of each voice`() {
        #expect(
            text(entries, width: 80) == """
                November 2025

                25  What comes to mind first, before anything else does?
                    You  Home, and the light in the kitchen when you are already up, and th…
                    Ben  Being seen. And staying.
                    founding/first-word · Ben ♥ · 1 reflection

                    You both checked in.


                December 2025

                 1  What comes to mind first, before anything else does?
                    You  \u{2068}שלום\u{2069}
                    Ben  日本語
                    founding/first-word
                """)
    }

    @Test func `on a narrow terminal too`() {
        #expect(
            text(Array(entries.prefix(1)), width: 40) == """
                November 2025

                25  What comes to mind first, before
                    anything else does?
                    You  Home, and the light in the kit…
                    Ben  Being seen. And staying.
                    founding/first-word · Ben ♥ ·
                    1 reflection
                """)
    }

    @Test(arguments: [20, 40, 80, 200]) func `no line is wider than the page`(width: Int) {
        for line in text(entries, search: "kettle", width: width).split(separator: "\n") { #expect(DisplayWidth.of(line) <= width) }
    }

    @Test(arguments: [("kettle", "You  …"), ("KETTLE", "You  …"), ("home", "You  Home,"), ("more", "You  More.")])
    func `what was looked for is shown with what stands around it`(words: String, shown: String) {
        let found = text(Array(entries.prefix(1)), search: words, width: 60)
        #expect(found.contains(shown))
        #expect(found.lowercased().contains(words.lowercased()))
    }

    @Test(
        arguments: [
            ("cafe", "The café downstairs.", "café"), ("CAFÉ", "The cafe\u{301} downstairs.", "cafe\u{301}"),
            ("don't", "I don’t know.", "don’t"), ("don’t", "I donʼt know.", "donʼt"), ("don`t", "I don't know.", "don't"),
            ("strasse", "Unsere Straße.", "Straße"), ("ΟΔΟΣ", "Η οδός μας.", "οδός"), ("tea", "Ｔｅａ for two.", "Ｔｅａ"),
            ("カフェ", "ｶﾌｪ", "ｶﾌｪ"), ("smorrebrod", "Smørrebrød!", "Smørrebrød"), ("berry", "ber\u{AD}ry", "berry"),
            ("İstanbul", "istanbul", "istanbul"), ("ﬁsh", "fish", "fish"), ("naive", "NAÏVE", "NAÏVE"),
        ])
    func `words are found however they are written`(search: String, text: String, marked: String) {
        #expect(Search(search).isFound(in: text))
        let shown = self.text([entry(round(.revealed, mine: text, theirs: "x"))], search: search, width: 80, isColoured: true)
        #expect(shown.contains("\u{1B}[1m\(marked)\u{1B}[0m"))
    }

    @Test(arguments: [("か", "が"), ("👨", "👨‍👩‍👧"), ("s", "ß"), ("tea", "te a"), ("dont", "don’t")])
    func `another letter, and half of one, is not found`(search: String, text: String) {
        #expect(!Search(search).isFound(in: text))
    }

    @Test func `where there are colours it is strong`() {
        let found = text(Array(entries.prefix(1)), search: "kettle", width: 80, isColoured: true)
        #expect(found.contains("\u{1B}[1mkettle\u{1B}[0m"))
    }
}
