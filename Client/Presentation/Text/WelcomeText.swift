package import Catalogue
package import ClientCore
import Machine

/// `twofold` alone: a greeting, what matters, and the choices.
package enum WelcomeText {
    /// - Parameter greeting: `nil` after the first time.
    package static func lines(_ model: WelcomeModel, greeting: String?, _ steps: [NextStep], on page: OutputLayout) -> [String] {
        let parts = [
            greeting.map { Wrapping.lines($0, width: page.measure).map { Style.strong($0, on: page) } } ?? [],
            Messages.Welcome.news(model.status, on: page).flatMap { Wrapping.sentences($0, width: page.measure) },
            question(model, on: page), greeting == nil ? [] : pledges(model, on: page), keys(steps, on: page),
        ]
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    /// For someone without a home.
    package static func newcomer(_ steps: [NextStep], on page: OutputLayout) -> [String] {
        Wrapping.lines(Messages.Welcome.newcomer, width: page.measure).map { Style.strong($0, on: page) } + [""]
            + steps.flatMap { step in
                let label = Wrapping.lines(step.label, width: page.measure.map { $0 - 3 })
                return label.enumerated().map { ($0.offset == 0 ? "\(step.key)  " : "   ") + $0.element }
            }
    }

    /// What `?` says: a line each for what people look for.
    package static func more(on page: OutputLayout) -> [String] {
        Messages.Welcome.more.flatMap { line in
            Wrapping.lines(line, width: page.measure).enumerated().map { $0.offset == 0 ? $0.element : "  " + $0.element }
        }
    }

    private static func question(_ model: WelcomeModel, on page: OutputLayout) -> [String] {
        guard model.isAlive, !model.isToBeRead else { return [] }
        let aside = model.waiting == nil ? Messages.Today.beside(model.today, about: nil, on: page) : nil
        let above = aside.map { Wrapping.sentences($0, width: page.measure) } ?? []
        guard let prompt = model.question else { return above }
        let standing = Messages.Today.standing(prompt, partner: model.status.partner)
        return above + (above.isEmpty ? [] : [""])
            + PromptText.heading(prompt.label, prompt.question, gentleness: prompt.gentleness, on: page)
            + (standing.isEmpty ? [] : Wrapping.sentences(standing, width: page.measure))
    }

    private static func pledges(_ model: WelcomeModel, on page: OutputLayout) -> [String] {
        model.pledges.flatMap { pledge in
            let text = Messages.Welcome.pledge(pledge, partner: model.status.partner)
            return Wrapping.lines(SafeText.block(text), width: page.measure.map { $0 - 2 }).enumerated().map {
                ($0.offset == 0 ? "· " : "  ") + $0.element
            }
        }
    }

    private static func keys(_ steps: [NextStep], on page: OutputLayout) -> [String] {
        let items = steps.map { ($0.isNearest ? Messages.Welcome.enter : String($0.key)) + " " + $0.label }
        return Wrapping.items(items, between: "   ", width: page.measure).map { Style.quiet($0, on: page) }
    }
}

/// `status`: what matters now, in few lines.
package enum StatusText {
    package static func lines(_ status: StatusView, on page: OutputLayout) -> [String] {
        let heading = Wrapping.lines(Messages.Status.couple(status), width: page.measure).map { Style.strong($0, on: page) }
        let matters = Messages.Status.matters(status, on: page)
        let body = matters.isEmpty ? [Messages.Status.nothingWaits(status)] : matters
        let shown = body.flatMap { item in
            let lines = Wrapping.sentences(item, width: page.measure.map { $0 - 2 })
            return lines.enumerated().map { $0.offset == 0 ? $0.element : "  " + $0.element }
        }
        let foot = Wrapping.lines(Messages.Status.lastSync(status, page: page), width: page.measure).map {
            Style.quiet($0, on: page)
        }
        return heading + [""] + shown + [""] + foot
    }
}

/// `today`: a question, its state, and the next step. Doesn't mention other days.
package enum TodayText {
    package static func lines(
        _ today: TodayView, about barrier: Barrier?, in search: DeckSearch = .chosen, status: StatusView, on page: OutputLayout
    ) -> [String] {
        let aside = Messages.Today.beside(today, about: barrier, in: search, on: page).map { said($0, on: page) } ?? []
        guard let prompt = shown(today, about: barrier) else { return aside }
        let next = Messages.Today.next(prompt, status, isTodays: barrier == nil)
        return aside + (aside.isEmpty ? [] : [""])
            + PromptText.heading(prompt.label, prompt.question, gentleness: prompt.gentleness, on: page)
            + (next.isEmpty ? [] : [""] + said(next, on: page))
    }

    /// `nil` if there is nothing to answer and nothing on its way.
    package static func shown(_ today: TodayView, about barrier: Barrier?) -> PromptSummary? {
        guard today.instead == nil, let prompt = today.prompt else { return today.instead }
        return barrier != nil || prompt.isSkipped || prompt.state == .revealed || prompt.state == .tampered ? nil : prompt
    }

    private static func said(_ text: String, on page: OutputLayout) -> [String] { Wrapping.sentences(text, width: page.measure) }
}
