import Catalogue
import ClientCore
import Commands
import Presentation
import Testing

@Suite("The text of a prompt")
struct PromptTextTests {
    private let revealed = round(.revealed, mine: "Home, and the light in the kitchen.", theirs: "Being seen.\nAnd staying.")

    private func text(_ view: PromptView, width: Int?, isColoured: Bool = false) -> String {
        PromptText.lines(view, partner: "Ben", on: page(width, isColoured: isColoured)).joined(separator: "\n")
    }

    @Test func `where there is room both answers stand side by side`() {
        #expect(
            text(view(revealed), width: 80) == """
                founding/first-word
                What comes to mind first?

                Revealed.

                You  25 November 2025                    Ben  25 November 2025
                Home, and the light in the kitchen.      Being seen.
                                                         And staying.
                """)
    }

    @Test func `on a narrow terminal they stand below each other`() {
        #expect(
            text(view(revealed), width: 24) == """
                founding/first-word
                What comes to mind
                first?

                Revealed.

                You  25 November 2025
                  Home, and the light in
                  the kitchen.

                Ben  25 November 2025
                  Being seen.
                  And staying.
                """)
    }

    @Test func `without a terminal nothing is wrapped`() {
        let long = String(repeating: "word ", count: 60) + "end"
        #expect(text(view(round(.sealedByMe, mine: long)), width: nil).contains("  " + long))
    }

    @Test func `words from right to left are isolated and never set in columns`() {
        let shown = text(view(round(.revealed, mine: "Home.", theirs: "שלום לך")), width: 100)
        #expect(shown.hasSuffix("  Home.\n\nBen  25 November 2025\n  \u{2067}שלום לך\u{2069}"))
    }

    @Test func `each line of a mixed paragraph runs as the paragraph does`() {
        let shown = text(view(round(.sealedByMe, mine: "שלום שלום שלום Twofold שלום\nHello שלום\nplain")), width: 20)
        #expect(
            shown.hasSuffix(
                "\n  \u{2067}שלום שלום שלום\u{2069}\n  \u{2067}Twofold שלום\u{2069}\n  \u{2066}Hello שלום\u{2069}\n  plain"))
    }

    @Test func `on a screen columns that terminals disagree on are asked for by number`() {
        var screen = page(80)
        screen.hasCursor = true
        let shown = PromptText.lines(
            view(round(.revealed, mine: "❤️ one\n– two", theirs: "a\nb")), partner: "Ben", on: screen)
        #expect(shown.suffix(2) == ["❤️ one\u{1B}[42Ga", "– two" + String(repeating: " ", count: 36) + "b"])
    }

    @Test(arguments: [40, 80]) func `what was said of a round stands below it`(width: Int) {
        let round = round(
            .revealed, mine: "a", theirs: "b", reflections: [reflection("More."), reflection("Yes.", isMine: false)],
            myReaction: "♥",
            theirReaction: "\u{1B}")
        #expect(
            text(view(round), width: width).hasSuffix(
                """


                You, looking back  25 November 2025
                  More.

                Ben, looking back  25 November 2025
                  Yes.

                You ♥   Ben ␛
                """))
    }

    @Test func `wide characters do not push the other column aside`() {
        let shown = text(view(round(.revealed, mine: "日本語👍", theirs: "x")), width: 80)
        #expect(shown.hasSuffix("\n日本語👍" + String(repeating: " ", count: 33) + "x"))
    }

    @Test func `an answer cannot command the terminal`() {
        let shown = text(view(round(.revealed, mine: "a", theirs: "\u{1B}[2J\u{1B}]52;c;aGk=\u{07}")), width: 60)
        #expect(!shown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        #expect(shown.contains("␛[2J␛]52;c;aGk=␇"))
    }

    @Test func `colour is added to what can be read without it`() {
        let plain = text(view(revealed), width: 80)
        let coloured = text(view(revealed), width: 80, isColoured: true)
        #expect(coloured != plain)
        #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == plain)
    }

    @Test(arguments: [
        (PromptState.open, "Not answered yet."), (.sealedByMe, "You've answered. Both answers are revealed once Ben seals too."),
        (.sealedByPartner, "Ben has answered. Both answers are revealed once you seal yours."),
        (.sealedByBoth, "You've both sealed. Your answers are revealed once both of you have synced again."),
        (.revealed, "Revealed."),
        (.tampered, "You've both sealed, but what came from Ben isn't what belongs with your answer, so it isn't shown."),
    ])
    func `each state is a sentence`(state: PromptState, sentence: String) {
        #expect(PromptText.lines(view(round(state)), partner: "Ben", on: page(nil)).last == sentence)
    }

    @Test func `drafts, rounds and the gentle note are told apart`() {
        let two = view(revealed, round(.open, number: 2, draft: "perhaps"), gentleness: .gentle)
        #expect(
            text(two, width: 60) == """
                founding/first-word
                What comes to mind first?
                This one can stir painful memories. Skipping is always fine.

                Round 1. Revealed.

                You  25 November 2025
                  Home, and the light in the kitchen.

                Ben  25 November 2025
                  Being seen.
                  And staying.

                Round 2. Not answered yet.

                Your draft  25 November 2025
                  perhaps
                """)
    }
}
