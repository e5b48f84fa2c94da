/// Chooses a couple's prompt for each day: the same for both, without communication.
///
/// The choice follows from a secret that the couple shares, their settings (`Schedule`) and the prompts. The prompts form a queue,
/// initially in an order that the secret determines. All days since the schedule began are replayed: on a day that brings a new
/// prompt, the first permitted prompt in the queue is chosen and moves to the end. So no prompt repeats before every other
/// permitted one has been asked, whatever is changed, added or removed meanwhile. `Prompt.since`, `.until` and `.earlier` keep past
/// choices stable.
///
/// A couple can have its check-ins followed. While something weighs on both (`Focus`), every other new prompt is the first one about
/// it in the queue, unless that one was asked less than a year ago: nothing comes back early for it.
package struct PromptOfTheDay {
    private let schedule: Schedule
    private let focus: Focus
    private let prompts: [Prompt]

    /// A prompt of the day.
    package struct Choice {
        package let prompt: Prompt
        /// The day since which it is current.
        package let since: Day
        /// What it was chosen for, because it weighs on both.
        package let because: Barrier?
        /// The alternatives, the likeliest first.
        package let others: [Prompt]
    }

    /// In days. Limits the replay, so that a wrong clock can't make it take long.
    private static let longest: Int64 = 36_525

    /// - Parameters:
    ///   - prompts: all prompts that can or ever could be asked, each once.
    ///   - rank: the same for both partners, and random to everyone else.
    package init(schedule: Schedule, focus: Focus = .none, prompts: [Prompt], rank: (PromptID) -> UInt64) {
        (self.schedule, self.focus) = (schedule, focus)
        self.prompts = prompts.map { (rank: rank($0.id), prompt: $0) }
            .sorted { $0.rank == $1.rank ? $0.prompt.id.precedesInQueue($1.prompt.id) : $0.rank < $1.rank }.map(\.prompt)
    }

    /// - Returns: `nil` on a day without a prompt: while the couple pauses, if their decks have no permitted prompt, before the
    ///   schedule began, or `longest` days after.
    package func prompt(on day: Day) -> Choice? {
        let first = max(schedule.spans[0].from, Schedule.firstDay)
        guard first <= day, day.number - first.number < Self.longest, !schedule.span(on: day).isPaused else { return nil }
        let turns = Set(prompts.flatMap { [$0.since, $0.until, $0.earlier?.until] })
        var queue = Array(prompts.indices)
        var isAsked: [Bool] = []
        var span: ScheduleSpan?
        var current: (prompt: Int, since: Day, because: Barrier?)?
        var wasFollowed = false
        var asked: [Int: Day] = [:]
        for number in first.number...day.number {
            let today = Day(number: number)
            let inForce = schedule.span(on: today)
            if inForce.from != span?.from || turns.contains(today) {
                isAsked = inForce.asks(prompts, on: today)
                // Until the first day of the new cadence the current prompt stays, if the new settings permit it.
                if let kept = current?.prompt, !isAsked[kept] { current = nil }
                span = inForce
            }
            guard !inForce.isPaused, inForce.cadence.weekdays.contains(today.weekday) || current == nil,
                let place = queue.firstIndex(where: { isAsked[$0] })
            else { continue }
            let barrier = inForce.followsCheckIns == true && !wasFollowed ? focus.barrier(on: today) : nil
            let followed = barrier.flatMap { barrier in
                queue.firstIndex {
                    isAsked[$0] && prompts[$0].isMainly(about: barrier)
                        && asked[$0].map { $0.advanced(by: Focus.patience) <= today } ?? true
                }
            }
            let next = queue.remove(at: followed ?? place)
            queue.append(next)
            current = (next, today, followed == nil ? nil : barrier)
            (wasFollowed, asked[next]) = (followed != nil, today)
        }
        guard let current else { return nil }
        let rest = queue.filter { isAsked[$0] && $0 != current.prompt }.map { prompts[$0] }
        // Starts in the middle of the queue: these were neither asked lately nor come up soon.
        return Choice(
            prompt: prompts[current.prompt], since: current.since, because: current.because,
            others: Array(rest[(rest.count / 2)...] + rest[..<(rest.count / 2)]))
    }
}

extension ScheduleSpan {
    /// For each prompt, whether it can be asked on `day`.
    fileprivate func asks(_ prompts: [Prompt], on day: Day) -> [Bool] {
        let decks = Set(decks)
        return prompts.map { prompt in
            decks.contains(prompt.id.deck) && prompt.depth(on: day) <= depth && prompt.since.map { $0 <= day } ?? true
                && prompt.until.map { day < $0 } ?? true
        }
    }
}

extension PromptID {
    /// Part of the protocol: by deck, then by name.
    fileprivate func precedesInQueue(_ other: PromptID) -> Bool { (deck, name) < (other.deck, other.name) }
}
