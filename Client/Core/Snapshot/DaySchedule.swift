package import Catalogue
import Models
import Vault

/// The prompt of the day, and the couple's settings for it.
struct DaySchedule {
    let home: HomeSnapshot

    private typealias Choice = (prompt: Prompt, since: Day)

    var scheduleID: RecordID? { home.identity.coupleNaming?.record("schedule", "", of: nil) }

    func schedule() throws -> Schedule {
        try scheduleID.map { try home.currentOfCouple($0) }?.document.schedule ?? .standard
    }

    /// The decks that the prompt of the day is drawn from.
    func askedDecks() throws -> [String] { try schedule().latest.decks }

    /// - Returns: what to show, and what to store if nothing has been stored for that day.
    func today(on day: Day, about barrier: Barrier?, inAnyDeck: Bool) throws -> (view: TodayView, begun: BegunDay?) {
        let schedule = try schedule()
        if barrier == nil, schedule.latest.isPaused, day < schedule.latest.from, try home.reader.isResting() {
            return (TodayView(day: day, prompt: nil, since: nil, instead: nil, isPaused: true), nil)
        }
        let prompts = try home.questions.fullCatalogue().prompts + home.questions.formerPrompts()
        let computed = naming.flatMap { naming in
            PromptOfTheDay(schedule: schedule, prompts: prompts) { naming.rank(prompt: $0.description) }.prompt(on: day)
        }
        let kept = try kept(on: day, prompts)
        let asked = kept ?? computed.map { ($0.prompt, $0.since) }
        let summary = try asked.flatMap { try home.views.summaries(of: [$0.prompt]).first }
        let isDone = summary.map { $0.isSkipped || $0.state == .revealed || $0.state == .tampered } ?? false
        let span = schedule.span(on: day)
        let others =
            try barrier.map { try candidates(on: day, about: $0, upTo: span.depth, in: inAnyDeck ? nil : Set(span.decks)) }
            ?? computed?.others
        let instead = barrier != nil || isDone ? try firstOpen(of: others ?? []) : nil
        let view = TodayView(
            day: day, prompt: summary, since: asked?.since, instead: instead,
            isPaused: asked == nil && span.isPaused)
        // Without a partner it's derived from a secret of this partner's own, which changes once there are two.
        guard kept == nil, home.identity.coupleNaming != nil, let asked else { return (view, nil) }
        return (view, BegunDay(day: day, prompt: asked.prompt.id, since: asked.since))
    }

    private var naming: RoundNaming? { home.identity.coupleNaming ?? home.identity.personalNaming }

    private func kept(on day: Day, _ prompts: [Prompt]) throws -> Choice? {
        guard let begun = try home.reader.begunDay(), begun.day == day else { return nil }
        return prompts.first { $0.id == begun.prompt }.map { ($0, begun.since) }
    }

    /// Prompts about a barrier, most suitable first: no deeper than the couple wants if possible, preferably from the barrier's own
    /// deck, and in a different order each day.
    ///
    /// - Parameter decks: `nil` for every deck.
    private func candidates(on day: Day, about barrier: Barrier, upTo depth: Depth, in decks: Set<String>?) throws -> [Prompt] {
        guard let naming else { return [] }
        func place(_ prompt: Prompt) -> (Int, Int, UInt64) {
            (
                prompt.depth <= depth ? 0 : 1, prompt.barriers.first == barrier ? 0 : 1,
                naming.rank(prompt: "\(day) \(prompt.id)")
            )
        }
        return try home.questions.fullCatalogue().prompts.filter { prompt in
            prompt.barriers.contains(barrier) && decks.map { $0.contains(prompt.id.deck) } ?? true
        }.map { (place($0), $0) }
            .sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func firstOpen(of prompts: [Prompt]) throws -> PromptSummary? {
        let summaries = try home.views.summaries(of: prompts)
        return summaries.first { $0.state == .sealedByPartner && !$0.isSkipped }
            ?? summaries.first { $0.state == .open && !$0.isSkipped }
    }
}

extension Document? {
    /// The default, if nothing was set or it can't be read.
    var schedule: Schedule {
        guard case .schedule(let document)? = self else { return .standard }
        return document.schedule
    }
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
