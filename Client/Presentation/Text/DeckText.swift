import Catalogue
package import ClientCore
import Machine

/// `decks`: the list of decks, and a single deck with its prompts.
package enum DeckText {
    package static func list(_ decks: [DeckView], on page: Page) -> [String] {
        let width = Alignment.widest(decks.map { SafeText.line($0.deck.id) })
        return decks.flatMap { deck -> [String] in
            let name = Alignment.left(SafeText.line(deck.deck.id), width)
            let about = Wrapping.lines(SafeText.line(deck.deck.about), width: page.measure.map { max(20, $0 - 4) })
            return [Style.strong(name, on: page) + "  " + Style.quiet(Wording.facts(deck), on: page)] + about.map { "    " + $0 }
                + [""]
        }.dropLast()
    }

    package static func whole(_ deck: DeckView, on page: Page) -> [String] {
        let heading =
            [Style.strong(SafeText.line(deck.deck.title), on: page)]
            + Wrapping.lines(SafeText.line(deck.deck.about), width: page.measure)
            + [Style.quiet(Wording.facts(deck), on: page)]
        return heading
            + deck.deck.prompts.flatMap { prompt -> [String] in
                let question = Wrapping.lines(SafeText.line(prompt.question), width: page.measure.map { $0 - 4 })
                return ["", SafeText.line(prompt.id.name) + "  " + Style.quiet(Wording.facts(prompt), on: page)]
                    + question.map { "    " + $0 }
            }
    }
}
