/// Which prompt a couple is asked on a day: the same for both, without a word between them.
///
/// It follows from a secret of the couple's, what they want (`Schedule`), and the prompts. These stand in a queue, at first in the
/// order of the secret. All days since the schedule began are gone through: where one brings a prompt, that is the first in the queue
/// that may be asked then, and it goes to the end. So nothing is asked again before everything else was asked, whatever is set, added
/// or taken away meanwhile; `Prompt.since` and `.until` leave what was asked before as it was.
package struct PromptOfTheDay {
    private let schedule: Schedule
    private let prompts: [Prompt]

    /// In days. No clock that lies makes anybody wait.
    private static let longest: Int64 = 36_525

    /// - Parameters:
    ///   - prompts: all that may be asked or ever could, each once.
    ///   - rank: alike for both partners, and noise to everybody else.
    package init(schedule: Schedule, prompts: [Prompt], rank: (PromptID) -> UInt64) {
        self.schedule = schedule
        self.prompts = prompts.map { (rank: rank($0.id), prompt: $0) }
            .sorted { ($0.rank, $0.prompt.id) < ($1.rank, $1.prompt.id) }.map(\.prompt)
    }

    /// - Returns: the prompt, since when it is the couple's, and what could be asked in its place, the likeliest first. Nil on a day
    ///   without one: while the couple pauses, where their decks hold nothing, and a lifetime away from when the schedule began.
    package func prompt(on day: Day) -> (prompt: Prompt, since: Day, others: [Prompt])? {
        let first = max(schedule.spans[0].from, Schedule.standard.spans[0].from)
        guard first <= day, day.number - first.number < Self.longest, !schedule.span(on: day).isPaused else { return nil }
        let turns = Set(prompts.flatMap { [$0.since, $0.until] })
        var queue = Array(prompts.indices)
        var isAsked: [Bool] = []
        var span: ScheduleSpan?
        var current: (prompt: Int, since: Day)?
        for number in first.number...day.number {
            let today = Day(number: number)
            let inForce = schedule.span(on: today)
            if inForce.from != span?.from || turns.contains(today) {
                isAsked = inForce.asks(prompts, on: today)
                // Until the first day of another rhythm the prompt before it stays, if it is still one that they want.
                if let kept = current?.prompt, !isAsked[kept] { current = nil }
                span = inForce
            }
            guard !inForce.isPaused, inForce.cadence.weekdays.contains(today.weekday) || current == nil,
                let place = queue.firstIndex(where: { isAsked[$0] })
            else { continue }
            let next = queue.remove(at: place)
            queue.append(next)
            current = (next, today)
        }
        guard let current else { return nil }
        let rest = queue.filter { isAsked[$0] && $0 != current.prompt }.map { prompts[$0] }
        // From the middle of the queue: what was not asked lately, and will not be soon.
        return (prompts[current.prompt], current.since, Array(rest[(rest.count / 2)...] + rest[..<(rest.count / 2)]))
    }
}

extension ScheduleSpan {
    /// For each prompt whether it may be asked.
    fileprivate func asks(_ prompts: [Prompt], on day: Day) -> [Bool] {
        let decks = Set(decks)
        return prompts.map { prompt in
            decks.contains(prompt.id.deck) && prompt.depth <= depth && prompt.since.map { $0 <= day } ?? true
                && prompt.until.map { day < $0 } ?? true
        }
    }
}
