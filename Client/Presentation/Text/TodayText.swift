package import Catalogue
package import ClientCore

/// `today`: a question, its state, and the next step. Doesn't mention other days.
package enum TodayText {
    package static func lines(_ today: TodayView, about barrier: Barrier?, status: StatusView, on page: Page) -> [String] {
        let aside = Wording.beside(today, about: barrier).map { said($0, on: page) } ?? []
        guard let prompt = shown(today, about: barrier) else { return aside }
        let next = Wording.next(prompt, status, isTodays: barrier == nil)
        return aside + (aside.isEmpty ? [] : [""])
            + PromptText.heading(prompt.id, prompt.question, isGentle: prompt.isGentle, on: page)
            + (next.isEmpty ? [] : [""] + said(next, on: page))
    }

    /// `nil` if there is nothing to answer and nothing on its way.
    package static func shown(_ today: TodayView, about barrier: Barrier?) -> PromptSummary? {
        guard today.instead == nil, let prompt = today.prompt else { return today.instead }
        return barrier != nil || prompt.isSkipped || prompt.state == .revealed || prompt.state == .tampered ? nil : prompt
    }

    private static func said(_ text: String, on page: Page) -> [String] { Wrapping.sentences(text, width: page.measure) }
}
