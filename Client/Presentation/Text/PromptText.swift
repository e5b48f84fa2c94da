package import ClientCore
import Machine

/// `show`: a prompt with all its rounds.
package enum PromptText {
    package static func lines(_ view: PromptView, partner: String?, on page: Page) -> [String] {
        heading(view.prompt, view.question, isGentle: view.isGentle, on: page)
            + view.rounds.flatMap { [""] + round($0, of: view, partner: partner, on: page) }
    }

    package static func heading(_ prompt: String, _ question: String, isGentle: Bool = false, on page: Page) -> [String] {
        [Style.quiet(SafeText.line(prompt), on: page)]
            + Wrapping.lines(SafeText.line(question), width: page.measure).map { Style.strong($0, on: page) }
            + (isGentle ? Wrapping.lines(Wording.gentle, width: page.measure).map { Style.quiet($0, on: page) } : [])
    }

    private static func round(_ round: RoundView, of view: PromptView, partner: String?, on page: Page) -> [String] {
        let sentence = Wording.state(round, partner: partner)
        let partner = round.partner(or: partner)
        let text = view.rounds.count > 1 || round.number > 1 ? "Round \(round.number). \(sentence)" : sentence
        let style: Style = round.state == .tampered ? .warning : .quiet
        let state = Wrapping.lines(text, width: page.measure).map { style($0, on: page) }
        let checkIn = CheckInText.voices(round, of: view.prompt, partner: partner, on: page)
        return state + (checkIn ?? voices(round, partner: partner, on: page))
            + RemarkText.lines(round.remarks, round.mySign, round.theirSign, partner: partner, on: page)
    }

    private static func voices(_ round: RoundView, partner: String?, on page: Page) -> [String] {
        let draft = round.draft.map { [""] + Voice.draft($0).lines(on: page) } ?? []
        guard let mine = round.mine else {
            return draft + (round.theirs.map { [""] + Voice.theirs($0, partner).lines(on: page) } ?? [])
        }
        guard let theirs = round.theirs else { return [""] + Voice.mine(mine).lines(on: page) + draft }
        return [""] + pair(.mine(mine), .theirs(theirs, partner), on: page) + draft
    }

    package static func pair(_ mine: Voice, _ theirs: Voice, on page: Page) -> [String] {
        SideBySide.lines(mine, theirs, on: page) ?? mine.lines(on: page) + [""] + theirs.lines(on: page)
    }
}
