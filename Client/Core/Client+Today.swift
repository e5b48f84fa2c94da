package import Catalogue
import Models
import Vault

/// The prompt of the day.
extension Client {
    /// A day that was looked at once keeps its prompt, whatever is set or added meanwhile.
    ///
    /// - Parameters:
    ///   - day: by the wall clock of whoever looks.
    ///   - barrier: an open prompt about it, for this partner alone, the same all day.
    package func today(on day: Day, about barrier: Barrier?) throws -> TodayView {
        let (choice, begun) = try look { work in (try work.choice(on: day), try work.transaction.begunDay()) }
        if let choice, begun?.day != day {
            try store.write { try $0.setBegunDay(BegunDay(day: day, prompt: choice.prompt.id.description, since: choice.since)) }
        }
        return try look { work in
            let kept = try begun.flatMap { $0.day == day ? $0 : nil }.flatMap { try work.asked($0) }
            let asked = kept ?? choice.map { (prompt: $0.prompt, since: $0.since) }
            let summary = try asked.flatMap { try work.summaries(of: [$0.prompt]).first }
            let isDone = summary.map { $0.isSkipped || $0.state == .revealed || $0.state == .tampered } ?? true
            let candidates = try work.candidates(on: day, about: barrier, besides: choice?.others ?? [])
            let instead = try barrier != nil || (summary != nil && isDone) ? work.firstOpen(of: candidates) : nil
            return TodayView(
                day: day, prompt: summary, since: asked?.since, instead: instead,
                isPaused: try work.schedule().span(on: day).isPaused)
        }
    }

    /// What the couple wants in the end, whatever is so far.
    package func schedule() throws -> ScheduleSpan { try look { try $0.schedule().latest } }

    /// Changes it for both, from the first day that has begun nowhere.
    ///
    /// - Throws: `noPartnerYet`.
    /// - Returns: that day.
    @discardableResult
    package func reschedule(_ change: (inout ScheduleSpan) -> Void) throws -> Day {
        try self.change { work in
            try work.checkInLife()
            guard let id = work.scheduleID else { throw ClientError.noPartnerYet }
            let day = Day.notBegun(at: work.now)
            let document = ScheduleDocument(schedule: try work.schedule().changed(from: day, change))
            try work.enqueue(
                .put(class: .shared, owner: .couple, document: .schedule(document), edits: work.currentOfCouple(id).stamp), for: id)
            return day
        }
    }
}

extension Workspace {
    fileprivate var scheduleID: RecordID? { identity.coupleNaming?.record("schedule", "", of: nil) }

    fileprivate func schedule() throws -> Schedule {
        guard let id = scheduleID, case .schedule(let document)? = try currentOfCouple(id).document else { return .standard }
        return document.schedule
    }

    /// Decks of which prompts of the day are.
    func askedDecks() throws -> [String] { try schedule().latest.decks }

    /// Alone, by a secret of one's own.
    fileprivate func choice(on day: Day) throws -> (prompt: Prompt, since: Day, others: [Prompt])? {
        guard let naming = identity.coupleNaming ?? identity.personalNaming else { return nil }
        return PromptOfTheDay(schedule: try schedule(), catalogue: try fullCatalogue()) {
            naming.rank(prompt: $0.description, cycle: $1)
        }.prompt(on: day)
    }

    /// Nil where its deck was removed meanwhile.
    fileprivate func asked(_ begun: BegunDay) throws -> (prompt: Prompt, since: Day)? {
        try PromptID(begun.prompt).flatMap { try fullCatalogue()[$0] }.map { ($0, begun.since) }
    }

    /// What may be asked in the place of the couple's prompt, the likeliest first.
    fileprivate func candidates(on day: Day, about barrier: Barrier?, besides others: [Prompt]) throws -> [Prompt] {
        guard let barrier else { return others }
        guard let naming = identity.coupleNaming ?? identity.personalNaming else { return [] }
        let about = try fullCatalogue().prompts.filter { $0.barriers.contains(barrier) }
        // Those of the barrier's own deck first; another order every day.
        return about.map { ($0.barriers.first == barrier ? 0 : 1, naming.rank(prompt: "\(day) \($0.id)", cycle: 0), $0) }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    fileprivate func firstOpen(of prompts: [Prompt]) throws -> PromptSummary? {
        let summaries = try summaries(of: prompts)
        return summaries.first { $0.state == .sealedByPartner && !$0.isSkipped }
            ?? summaries.first { $0.state == .open && !$0.isSkipped }
    }
}
