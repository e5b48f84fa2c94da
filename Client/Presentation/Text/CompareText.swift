package import ClientCore
import Machine

/// Two rounds of a prompt, each partner's answers next to each other.
package enum CompareText {
    package static func lines(
        _ view: PromptView, _ earlier: RoundView, _ later: RoundView, partner: String?, on page: Page
    ) -> [String] {
        PromptText.heading(view.prompt, view.question, on: page)
            + pair(\.mine, earlier, later, .mine, on: page) { _ in Wording.you }
            + pair(\.theirs, earlier, later, .theirs, on: page) { Wording.partnerFirst($0.partner(or: partner)) }
    }

    private static func pair(
        _ words: KeyPath<RoundView, Words?>, _ earlier: RoundView, _ later: RoundView, _ style: Style, on page: Page,
        name: (RoundView) -> String
    ) -> [String] {
        let voices = [earlier, later].map { round in
            round[keyPath: words].map { Voice($0, Wording.inRound(round.number, name(round)), style) }
        }
        switch (voices[0], voices[1]) {
        case (let first?, let second?): return [""] + PromptText.pair(first, second, on: page)
        case (let first?, nil): return [""] + first.lines(on: page) + missing(later, name(later), on: page)
        case (nil, let second?): return missing(earlier, name(earlier), on: page) + [""] + second.lines(on: page)
        case (nil, nil): return []
        }
    }

    private static func missing(_ round: RoundView, _ name: String, on page: Page) -> [String] {
        ["", Style.quiet(Wording.inRound(round.number, name) + ": " + Wording.notOpen, on: page)]
    }
}
