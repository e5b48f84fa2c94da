import Catalogue
package import ClientCore
import Machine

/// `prompts`: a list with numbers, marks and questions.
package enum PromptListText {
    package static func lines(_ prompts: [PromptSummary], partner: String?, on page: OutputLayout) -> [String] {
        guard !prompts.isEmpty else { return [Messages.Status.noPrompts] }
        let isNarrow = page.width.map { $0 < 60 } ?? false
        let number = String(prompts.count).count
        let id = Alignment.widest(prompts.map(\.label))
        let margin = String(repeating: " ", count: isNarrow ? number + 3 : number + 3 + id + 2)
        let rows = prompts.enumerated().flatMap { index, prompt in
            let beginning = Alignment.right(String(index + 1), number) + " " + PromptMark(prompt).shown(on: page) + " "
            return isNarrow
                ? narrow(prompt, beginning, margin: margin, on: page)
                : wide(prompt, beginning, margin: margin, id: id, on: page)
        }
        return rows + [""] + legend(prompts, partner: partner, on: page)
    }

    private static func wide(_ prompt: PromptSummary, _ beginning: String, margin: String, id: Int, on page: OutputLayout)
        -> [String]
    {
        let question = Wrapping.lines(question(prompt), width: page.width.map { max(10, $0 - margin.utf8.count) })
        return question.enumerated().map { index, line in
            (index == 0 ? beginning + Alignment.left(prompt.label, id) + "  " : margin) + line
        }
    }

    private static func narrow(_ prompt: PromptSummary, _ beginning: String, margin: String, on page: OutputLayout) -> [String] {
        let question = Wrapping.lines(Self.question(prompt), width: page.width.map { $0 - margin.utf8.count })
        return [beginning + Style.strong(prompt.label, on: page)] + question.map { margin + $0 }
    }

    private static func question(_ prompt: PromptSummary) -> String {
        (prompt.isOffered ? "" : "(\(Messages.Decks.notOffered)) ")
            + Messages.Gentle.marked(SafeText.line(prompt.question), prompt.gentleness)
            + (prompt.number > 1 ? " (round\u{A0}\(prompt.number))" : "")
    }

    private static func legend(_ prompts: [PromptSummary], partner: String?, on page: OutputLayout) -> [String] {
        let present = Set(prompts.map(PromptMark.init))
        let items =
            PromptMark.allCases.filter(present.contains).map { "\($0.rawValue) \($0.meaning(partner: partner))" }
            + Messages.Gentle.marks(Set(prompts.map(\.gentleness)))
        return Wrapping.items(items, between: "   ", width: page.measure).map { Style.quiet($0, on: page) }
    }
}

/// The sign that marks a prompt's state in a list; a legend explains the signs.
enum PromptMark: String, CaseIterable {
    case open = "○"
    case draft = "✎"
    case sealedByMe = "◐"
    case sealedByPartner = "◑"
    case sealedByBoth = "◍"
    case revealed = "●"
    case tampered = "!"
    case skipped = "–"

    init(_ prompt: PromptSummary) {
        self =
            switch prompt.state {
            case .open where prompt.isSkipped: .skipped
            case .open: prompt.hasDraft ? .draft : .open
            case .sealedByMe: .sealedByMe
            case .sealedByPartner: .sealedByPartner
            case .sealedByBoth: .sealedByBoth
            case .revealed: .revealed
            case .tampered, .closed: .tampered
            }
    }

    func meaning(partner: String?) -> String {
        switch self {
        case .open: "not answered yet"
        case .draft: "your draft"
        case .sealedByMe: "waiting for \(Messages.partnerName(partner))"
        case .sealedByPartner: "waiting for you"
        case .sealedByBoth: "about to be revealed"
        case .revealed: "revealed"
        case .tampered: "can't be shown"
        case .skipped: "skipped"
        }
    }

    func shown(on page: OutputLayout) -> String {
        switch self {
        case .open, .skipped: Style.quiet(rawValue, on: page)
        case .draft, .sealedByMe: Style.mine(rawValue, on: page)
        case .sealedByPartner: Style.theirs(rawValue, on: page)
        case .sealedByBoth, .revealed: Style.good(rawValue, on: page)
        case .tampered: Style.warning(rawValue, on: page)
        }
    }
}

/// `decks`: the list of decks, and a single deck with its prompts.
package enum DeckText {
    package static func list(_ decks: [DeckView], on page: OutputLayout) -> [String] {
        let width = Alignment.widest(decks.map { SafeText.line($0.deck.id) })
        return decks.flatMap { deck -> [String] in
            let name = Alignment.left(SafeText.line(deck.deck.id), width)
            let about = Wrapping.lines(SafeText.line(deck.deck.about), width: page.measure.map { max(20, $0 - 4) })
            return [Style.strong(name, on: page) + "  " + Style.quiet(Messages.Decks.facts(deck), on: page)]
                + about.map { "    " + $0 }
                + [""]
        }.dropLast()
    }

    package static func whole(_ deck: DeckView, on page: OutputLayout) -> [String] {
        let heading =
            [Style.strong(SafeText.line(deck.deck.title), on: page)]
            + Wrapping.lines(SafeText.line(deck.deck.about), width: page.measure)
            + [Style.quiet(Messages.Decks.facts(deck), on: page)]
        let marks = Messages.Gentle.marks(Set(deck.deck.prompts.map(\.gentleness)))
        return heading
            + deck.deck.prompts.flatMap { prompt -> [String] in
                let question = Messages.Gentle.marked(SafeText.line(prompt.question), prompt.gentleness)
                return ["", prompt.id.name + "  " + Style.quiet(Messages.Decks.facts(prompt), on: page)]
                    + Wrapping.lines(question, width: page.measure.map { $0 - 4 }).map { "    " + $0 }
            } + (marks.isEmpty ? [] : [""] + marks.map { Style.quiet($0, on: page) })
    }
}
