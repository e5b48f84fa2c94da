package import Catalogue
import Models
import Vault
import Wire

/// The prompt of the day.
extension Client {
    /// Today's view. Once a day has been viewed, it keeps its prompt, whatever is set or added later.
    ///
    /// - Parameters:
    ///   - day: by the wall clock of the person looking.
    ///   - barrier: asks for an open prompt about it, for this partner only; the same one all day.
    ///   - search: where to look for that.
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func today(on day: Day, about barrier: Barrier?, in search: DeckSearch = .chosen) throws(ClientError) -> TodayView {
        try today(on: day, about: barrier, in: search) { _ in }.0
    }

    /// The same with where the couple stands, from one look at the home.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func todayAndStatus(on day: Day, about barrier: Barrier? = nil, in search: DeckSearch = .chosen)
        throws(ClientError) -> (today: TodayView, status: StatusView)
    {
        try today(on: day, about: barrier, in: search) { try StatusView(of: $0) }
    }

    private func today<Beside>(
        on day: Day, about barrier: Barrier?, in search: DeckSearch, beside: (HomeSnapshot) throws -> Beside
    ) throws(ClientError) -> (TodayView, Beside) {
        let (today, beside) = try read { (try $0.days.today(on: day, about: barrier, in: search), try beside($0)) }
        if let begun = today.begun { try remember { try $0.setBegunDay(self.seal(begun.encoded())) } }
        return (today.view, beside)
    }

    /// What this partner should answer now: a prompt that the other waits for, else the prompt of the day, else the first open one
    /// that isn't only for those who choose it.
    ///
    /// - Throws: `nothingToAnswer`, `store`.
    package func next(on day: Day) throws(ClientError) -> PromptID {
        let today = try today(on: day, about: nil).chosen
        return try read { home in
            let all = try home.views.summaries(of: home.questions.fullCatalogue().prompts + home.questions.keptPrompts()).filter {
                !$0.isSkipped
            }
            let asked = try home.days.askedDecks()
            let optional = try home.questions.fullCatalogue().decks.filter { $0.isOptIn && !asked.contains($0.id) }.map(\.id)
            let next =
                all.first { $0.state == .sealedByPartner } ?? today.flatMap { $0.state == .open && !$0.isSkipped ? $0 : nil }
                ?? all.first { $0.state == .open && $0.isOffered && !optional.contains($0.deck) }
            guard let next else { throw ClientError.nothingToAnswer }
            return next.id
        }
    }

    /// The couple's latest settings, even if they aren't in effect yet.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func schedule() throws(ClientError) -> ScheduleSpan { try read { try $0.days.schedule().latest } }

    /// The couple's settings, past, present and to come.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func wholeSchedule() throws(ClientError) -> Schedule { try read { try $0.days.schedule() } }

    /// Settings made here that haven't gone through, and whether the partner holds them; `nil` if none are waiting.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func waitingSchedule() throws(ClientError) -> WaitingSchedule? {
        try read { home in
            guard let id = home.days.scheduleID, let entry = try home.reader.outbox(for: id).last,
                let intent = try home.intent(of: entry), let schedule = intent.document?.schedule
            else { return nil }
            let standing = try home.standingOfCouple(id).document?.schedule ?? .standard(in: home.editions())
            return WaitingSchedule(
                span: schedule.latest, standing: standing.latest,
                isHeldByPartner: intent.isHeldByPartner(entry.refusal))
        }
    }

    /// Changes the settings for both, from the next date that hasn't started in any time zone.
    ///
    /// - Throws: `noPartnerYet`, `waitsForOwnMachine`, `heldByPartner`, `scheduleTooLong`; `partnerHasLeft`, `youHaveLeft`,
    ///   `deviceRemoved`; `store`.
    /// - Returns: that date.
    @discardableResult
    package func reschedule(_ change: (inout ScheduleSpan) -> Void) throws(ClientError) -> Day {
        try self.write { edit in
            try edit.home.requireActive()
            guard let id = edit.home.days.scheduleID else { throw edit.home.withoutRounds }
            guard try !edit.home.isHeldByPartner(id) else { throw ClientError.heldByPartner }
            let day = Day.notBegun(at: edit.now)
            let document = Document.schedule(ScheduleDocument(schedule: try edit.home.days.schedule().changed(from: day, change)))
            guard try document.encoded().count <= Document.textLimit else {
                throw ClientError.scheduleTooLong
            }
            try edit.outbox.enqueue(
                .put(visibility: .shared, owner: .couple, document: document, edits: edit.home.currentOfCouple(id).stamp), for: id)
            return day
        }
    }
}
