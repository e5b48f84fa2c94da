package import Catalogue
import Models
import Vault
import Wire

/// The prompt of the day.
extension Client {
    /// A day that was looked at once keeps its prompt, whatever is set or added meanwhile.
    ///
    /// - Parameters:
    ///   - day: by the wall clock of whoever looks.
    ///   - barrier: an open prompt about it, for this partner alone, the same all day.
    package func today(on day: Day, about barrier: Barrier?) throws -> TodayView {
        let (view, begun) = try look { try $0.today(on: day, about: barrier) }
        if let begun { try store.write { try $0.setBegunDay(begun) } }
        return view
    }

    /// What this partner would answer now: one that the other waits for, else the prompt of the day, else the first that is open.
    ///
    /// - Throws: `nothingToAnswer`.
    package func next(on day: Day) throws -> String {
        let today = try today(on: day, about: nil).chosen
        return try look { work in
            let all = try work.summaries(of: work.fullCatalogue().prompts + work.keptPrompts()).filter { !$0.isSkipped }
            let next =
                all.first { $0.state == .sealedByPartner } ?? today.flatMap { $0.state == .open && !$0.isSkipped ? $0 : nil }
                ?? all.first { $0.state == .open && $0.isOffered }
            guard let next else { throw ClientError.nothingToAnswer }
            return next.id
        }
    }

    /// What the couple wants in the end, whatever is so far.
    package func schedule() throws -> ScheduleSpan { try look { try $0.schedule().latest } }

    /// What was set here and has not gone through, and why the server refuses it, if it does; nil where nothing waits.
    package func waitingSchedule() throws -> WaitingSchedule? {
        try look { work in
            guard let id = work.scheduleID, let entry = try work.transaction.outbox(for: id).last,
                let intent = try work.intent(of: entry), case .schedule(let document)? = intent.document
            else { return nil }
            return WaitingSchedule(
                span: document.schedule.latest, standing: try work.standingOfCouple(id).document.schedule.latest,
                isHeldByPartner: intent.isHeldByPartner(entry.refusal))
        }
    }

    /// Changes it for both, from the first day that has begun nowhere.
    ///
    /// - Throws: `noPartnerYet`; `heldByPartner`; `scheduleTooLong`.
    /// - Returns: that day.
    @discardableResult
    package func reschedule(_ change: (inout ScheduleSpan) -> Void) throws -> Day {
        try self.change { work in
            try work.checkInLife()
            guard let id = work.scheduleID else { throw work.withoutRounds }
            guard try !work.isHeldByPartner(id) else { throw ClientError.heldByPartner }
            let day = Day.notBegun(at: work.now)
            let document = Document.schedule(ScheduleDocument(schedule: try work.schedule().changed(from: day, change)))
            guard try work.encode(document).count <= Workspace.textLimit else {
                throw ClientError.scheduleTooLong
            }
            try work.enqueue(
                .put(class: .shared, owner: .couple, document: document, edits: work.currentOfCouple(id).stamp), for: id)
            return day
        }
    }
}

/// Settings of the couple that have not gone through.
package struct WaitingSchedule: Hashable, Sendable {
    package let span: ScheduleSpan
    /// What the server has of both.
    package let standing: ScheduleSpan
    /// They cannot: the partner holds the settings in a way in which only they can change them.
    package let isHeldByPartner: Bool

    package init(span: ScheduleSpan, standing: ScheduleSpan, isHeldByPartner: Bool) {
        (self.span, self.standing, self.isHeldByPartner) = (span, standing, isHeldByPartner)
    }

    /// - Returns: what the setting is to be; nil where nothing of it waits.
    package func change(of key: ConfigKey) -> String? {
        let wanted = span.setting(key)
        return wanted == standing.setting(key) ? nil : wanted
    }
}

extension Workspace {
    private typealias Choice = (prompt: Prompt, since: Day)

    fileprivate var scheduleID: RecordID? { identity.coupleNaming?.record("schedule", "", of: nil) }

    fileprivate func schedule() throws -> Schedule {
        try scheduleID.map { try currentOfCouple($0) }?.document.schedule ?? .standard
    }

    /// Decks of which prompts of the day are.
    func askedDecks() throws -> [String] { try schedule().latest.decks }

    /// - Returns: what there is to see, and what to keep of it if nothing was kept for that day.
    fileprivate func today(on day: Day, about barrier: Barrier?) throws -> (view: TodayView, begun: BegunDay?) {
        let (schedule, prompts) = (try schedule(), try fullCatalogue().prompts + formerPrompts())
        let computed = naming.flatMap { naming in
            PromptOfTheDay(schedule: schedule, prompts: prompts) { naming.rank(prompt: $0.description) }.prompt(on: day)
        }
        let kept = try kept(on: day, prompts)
        let asked = kept ?? computed.map { ($0.prompt, $0.since) }
        let summary = try asked.flatMap { try summaries(of: [$0.prompt]).first }
        let isDone = summary.map { $0.isSkipped || $0.state == .revealed || $0.state == .tampered } ?? false
        let others = try barrier.map { try candidates(on: day, about: $0, upTo: schedule.span(on: day).depth) } ?? computed?.others
        let instead = barrier != nil || isDone ? try firstOpen(of: others ?? []) : nil
        let view = TodayView(
            day: day, prompt: summary, since: asked?.since, instead: instead,
            isPaused: asked == nil && schedule.span(on: day).isPaused)
        // Whoever is alone has it by a secret of their own, which is another once there are two.
        guard kept == nil, identity.coupleNaming != nil, let asked else { return (view, nil) }
        return (view, BegunDay(day: day, prompt: asked.prompt.id.description, since: asked.since))
    }

    private var naming: RoundNaming? { identity.coupleNaming ?? identity.personalNaming }

    private func kept(on day: Day, _ prompts: [Prompt]) throws -> Choice? {
        guard let begun = try transaction.begunDay(), begun.day == day else { return nil }
        return prompts.first { $0.id.description == begun.prompt }.map { ($0, begun.since) }
    }

    /// What may be asked about a barrier, the likeliest first: no deeper than the two want if that can be, of its own deck, and in another
    /// order every day.
    private func candidates(on day: Day, about barrier: Barrier, upTo depth: Depth) throws -> [Prompt] {
        guard let naming else { return [] }
        func place(_ prompt: Prompt) -> (Int, Int, UInt64) {
            (
                prompt.depth <= depth ? 0 : 1, prompt.barriers.first == barrier ? 0 : 1,
                naming.rank(prompt: "\(day) \(prompt.id)")
            )
        }
        return try fullCatalogue().prompts.filter { $0.barriers.contains(barrier) }.map { (place($0), $0) }
            .sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func firstOpen(of prompts: [Prompt]) throws -> PromptSummary? {
        let summaries = try summaries(of: prompts)
        return summaries.first { $0.state == .sealedByPartner && !$0.isSkipped }
            ?? summaries.first { $0.state == .open && !$0.isSkipped }
    }
}

extension Document? {
    /// What both start from where nothing was set, or it can't be read.
    fileprivate var schedule: Schedule {
        guard case .schedule(let document)? = self else { return .standard }
        return document.schedule
    }
}
