/// Which prompt a couple is asked on a day: the same for both, without a word between them.
///
/// It follows from a secret of the couple's, what they want (`Schedule`), and the decks. All days since the schedule began are gone
/// through, and each takes the prompt that was asked least often so far: so nothing is asked again before everything was asked once.
/// Prompts that came later (`Prompt.since`) take part from their day on, so that what was asked before them stays as it was.
package struct PromptOfTheDay {
    private let schedule: Schedule
    private let prompts: [Prompt]
    private let rank: (PromptID, _ cycle: Int) -> UInt64

    /// In days.
    private static let longest: Int64 = 36_525

    /// - Parameter rank: of a prompt in a cycle: alike for both partners, and noise to everybody else.
    package init(schedule: Schedule, catalogue: Catalogue, rank: @escaping (PromptID, _ cycle: Int) -> UInt64) {
        self.schedule = schedule
        prompts = catalogue.prompts
        self.rank = rank
    }

    /// - Returns: the prompt, since when it is the couple's, and what could be asked in its place, the likeliest first. Nil on a day
    ///   without one: while the couple pauses, or where their decks hold nothing.
    package func prompt(on day: Day) -> (prompt: Prompt, since: Day, others: [Prompt])? {
        let first = max(schedule.spans[0].from, Schedule.standard.spans[0].from)
        // No clock that lies makes anybody wait.
        guard first <= day, day.number - first.number < Self.longest, !schedule.span(on: day).isPaused else { return nil }
        var walk = Walk(rank: rank)
        var pool: [Prompt] = []
        var span: ScheduleSpan?
        let additions = Set(prompts.compactMap(\.since))
        var current: (prompt: Prompt, since: Day)?
        for number in first.number...day.number {
            let today = Day(number: number)
            let inForce = schedule.span(on: today)
            if inForce != span || additions.contains(today) {
                pool = prompts.filter { inForce.asks($0, on: today) }
                // Until the first day of another rhythm the prompt before it stays, if it is still one that they want.
                if let kept = current?.prompt, !pool.contains(kept) { current = nil }
                span = inForce
            }
            guard !inForce.isPaused, inForce.cadence.weekdays.contains(today.weekday) || current == nil else { continue }
            current = walk.next(from: pool).map { ($0, today) }
        }
        return current.map { ($0.prompt, $0.since, walk.others(in: pool, than: $0.prompt)) }
    }
}

extension ScheduleSpan {
    fileprivate func asks(_ prompt: Prompt, on day: Day) -> Bool {
        decks.contains(prompt.id.deck) && prompt.depth <= depth && prompt.since.map { $0 <= day } ?? true
    }
}

/// How often each prompt has been asked.
private struct Walk {
    private struct Turn {
        var count = 0
        var last = Int.min
    }

    private let rank: (PromptID, Int) -> UInt64
    private var ranks: [PromptID: (cycle: Int, rank: UInt64)] = [:]
    private var turns: [PromptID: Turn] = [:]
    private var asked = 0

    init(rank: @escaping (PromptID, Int) -> UInt64) { self.rank = rank }

    /// The one asked least often, and not lately; among several the one of least rank.
    mutating func next(from pool: [Prompt]) -> Prompt? {
        var best: (prompt: Prompt, place: Place)?
        for prompt in pool {
            let place = place(of: prompt, in: pool.count)
            if best.map({ place < $0.place }) ?? true { best = (prompt, place) }
        }
        guard let best else { return nil }
        turns[best.prompt.id, default: Turn()].count += 1
        turns[best.prompt.id]?.last = asked
        asked += 1
        return best.prompt
    }

    /// From behind: what is asked last is missed least.
    mutating func others(in pool: [Prompt], than prompt: Prompt) -> [Prompt] {
        var places: [(prompt: Prompt, place: Place)] = []
        for other in pool where other.id != prompt.id { places.append((other, place(of: other, in: pool.count))) }
        let least = places.map(\.place.count).min() ?? 0
        // What was not asked yet in this cycle comes first.
        return places.sorted {
            ($0.place.count == least ? 0 : 1, $1.place) < ($1.place.count == least ? 0 : 1, $0.place)
        }.map(\.prompt)
    }

    private mutating func place(of prompt: Prompt, in count: Int) -> Place {
        let turn = turns[prompt.id] ?? Turn()
        if ranks[prompt.id]?.cycle != turn.count { ranks[prompt.id] = (turn.count, rank(prompt.id, turn.count)) }
        // Asked among the last ones before a new cycle began, it waits a while in that.
        let isRecent = turn.last >= 0 && asked - turn.last <= count / 2
        return Place(count: turn.count, isRecent: isRecent ? 1 : 0, rank: ranks[prompt.id]?.rank ?? 0)
    }
}

private struct Place: Comparable {
    let count: Int
    let isRecent: Int
    let rank: UInt64

    static func < (left: Place, right: Place) -> Bool {
        (left.count, left.isRecent, left.rank) < (right.count, right.isRecent, right.rank)
    }
}
