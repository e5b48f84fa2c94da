package import Catalogue
import Models
import Vault

/// The prompt of the day, and the couple's settings for it.
struct DaySchedule {
    let home: HomeSnapshot

    private typealias Choice = (prompt: Prompt, since: Day, because: Barrier?)

    var scheduleID: RecordID? { home.identity.coupleNaming?.record("schedule", "", of: nil) }

    func schedule() throws -> Schedule {
        try scheduleID.flatMap { try home.currentOfCouple($0).document?.schedule } ?? .standard(in: home.editions())
    }

    var focusID: RecordID? { home.identity.coupleNaming?.record("focus", "", of: nil) }

    /// What weighs on both, as far as it has been noted.
    func focus() throws -> Focus {
        guard let focusID, case .focus(let document)? = try home.currentOfCouple(focusID).document else { return .none }
        return document.focus
    }

    /// The decks that the prompt of the day is drawn from.
    func askedDecks() throws -> [String] { try schedule().latest.decks }

    /// - Parameter search: where to look for a prompt about the barrier.
    /// - Returns: what to show, and what to store if nothing has been stored for that day.
    func today(on day: Day, about barrier: Barrier?, in search: DeckSearch) throws -> (view: TodayView, begun: BegunDay?) {
        let schedule = try schedule()
        if barrier == nil, schedule.latest.isPaused, day < schedule.latest.from,
            try home.reader.restsUntil() == schedule.latest.from
        {
            return (TodayView(day: day, prompt: nil, since: nil, instead: nil, isPaused: true), nil)
        }
        let prompts = try home.questions.asked()
        let focus = try focus()
        lazy var computed = naming.flatMap { naming in
            PromptOfTheDay(schedule: schedule, focus: focus, prompts: prompts) { naming.rank(prompt: $0.description) }
                .prompt(on: day)
        }
        let kept = try kept(on: day, prompts)
        let asked = kept ?? computed.map { ($0.prompt, $0.since, $0.because) }
        let summary = try asked.flatMap { try home.views.summaries(of: [$0.prompt]).first }
        let isDone = summary.map { $0.isSkipped || $0.state == .revealed || $0.state == .tampered } ?? false
        let others = try barrier.map { try candidates(on: day, about: $0, schedule.span(on: day), search) } ?? computed?.others
        let instead = barrier != nil || isDone ? try firstOpen(of: others ?? []) : nil
        let view = TodayView(
            day: day, prompt: summary, since: asked?.since, because: asked?.because, instead: instead,
            isPaused: asked == nil && schedule.span(on: day).isPaused,
            resumes: schedule.span(on: day).isPaused ? schedule.spans.first { $0.from > day && !$0.isPaused }?.from : nil)
        // Without a partner it's derived from a secret of this partner's own, which changes once there are two.
        guard kept == nil, home.identity.coupleNaming != nil, let asked else { return (view, nil) }
        return (view, BegunDay(day: day, prompt: asked.prompt.id, since: asked.since, because: asked.because))
    }

    private var naming: RoundNaming? { home.identity.coupleNaming ?? home.identity.personalNaming }

    private func kept(on day: Day, _ prompts: [Prompt]) throws -> Choice? {
        guard let sealed = try home.reader.begunDay(), let begun = try? BegunDay(decoding: home.cipher.decrypt(sealed)),
            begun.day == day
        else { return nil }
        // Whatever has been heard of since, such as a partner's older program that doesn't have the question.
        let prompt = try prompts.first { $0.id == begun.prompt } ?? home.questions.catalogued(begun.prompt)
        return prompt.map { ($0, begun.since, begun.because) }
    }

    /// Prompts about a barrier, most suitable first: no deeper than the couple wants if possible, preferably from the barrier's own
    /// deck, and in a different order each day. None to laugh about, and only from decks that the couple is asked from or, if all
    /// are searched, that aren't opt-in.
    private func candidates(on day: Day, about barrier: Barrier, _ span: ScheduleSpan, _ search: DeckSearch) throws -> [Prompt] {
        guard let naming else { return [] }
        func place(_ prompt: Prompt) -> (Int, Int, UInt64) {
            (
                prompt.depth <= span.depth ? 0 : 1, prompt.barriers.first == barrier ? 0 : 1,
                naming.rank(prompt: "\(day) \(prompt.id)")
            )
        }
        let decks = try home.questions.fullCatalogue().decks.filter {
            !Deck.light.contains($0.id) && (span.decks.contains($0.id) || search == .all && !$0.isOptIn)
        }
        return decks.flatMap(\.prompts).filter { $0.barriers.contains(barrier) }.map { (place($0), $0) }
            .sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func firstOpen(of prompts: [Prompt]) throws -> PromptSummary? {
        let summaries = try home.views.summaries(of: prompts)
        return summaries.first { $0.state == .sealedByPartner && !$0.isSkipped }
            ?? summaries.first { $0.state == .open && !$0.isSkipped }
    }
}

extension Document {
    var schedule: Schedule? { if case .schedule(let document) = self { document.schedule } else { nil } }
}

/// Where to look for a prompt about something that weighs on a partner.
package enum DeckSearch: Hashable, Sendable {
    /// In the decks that the couple is asked from.
    case chosen
    /// In all decks that aren't opt-in as well.
    case all
}

/// Couple settings that haven't gone through.
package struct WaitingSchedule: Hashable, Sendable {
    package let span: ScheduleSpan
    /// The couple's settings as the server has them.
    package let standing: ScheduleSpan
    /// They can't go through: the partner holds the settings in a way that only they can change them.
    package let isHeldByPartner: Bool

    package init(span: ScheduleSpan, standing: ScheduleSpan, isHeldByPartner: Bool) {
        (self.span, self.standing, self.isHeldByPartner) = (span, standing, isHeldByPartner)
    }

    /// - Returns: the setting's new value; `nil` if no change to it is waiting.
    package func change(of key: ConfigKey) -> String? {
        let wanted = span.setting(key)
        return wanted == standing.setting(key) ? nil : wanted
    }
}
