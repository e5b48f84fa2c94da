/// A couple's settings for the prompt of the day, past and present. The past never changes: which prompts were asked depends on it.
package struct Schedule: Hashable, Sendable, Codable {
    /// Sorted by day, never empty. Each is in force until the next begins.
    package let spans: [ScheduleSpan]

    /// 1 January 2026. Any day would do, if it is the same for everyone.
    package static let firstDay = Day(number: 20_454)

    /// The decks that a couple is asked from unless it chooses: all that aren't opt-in.
    package static let standardDecks =
        ["founding", "openers", "appreciation", "play", Deck.ours] + Barrier.allCases.map(\.rawValue)
        + ["repair", "dreams", "family", "money", "digital"]

    /// For a couple that hasn't chosen any settings yet.
    package static let standard = standard(standardDecks)

    /// The same for a couple with these editions: the first had fewer decks.
    package static func standard(in editions: Editions) -> Schedule {
        guard editions.start(of: 2) != firstDay else { return standard }
        let first = standard(["founding", "openers", Deck.ours] + Barrier.allCases.map(\.rawValue))
        return editions.start(of: 2).map { first.changed(from: $0) { $0.decks = standardDecks } } ?? first
    }

    private static func standard(_ decks: [String]) -> Schedule {
        Schedule(first: ScheduleSpan(from: firstDay, decks: decks, depth: .middle, cadence: .daily, isPaused: false))
    }

    /// The most spans kept: more changes than any couple makes.
    private static let longest = 300

    private init(first: ScheduleSpan) { spans = [first] }

    private enum CodingKeys: String, CodingKey { case spans }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let decoded = try container.decode([ScheduleSpan].self, forKey: .spans).sorted { $0.from < $1.from }
        guard !decoded.isEmpty else {
            throw DecodingError.dataCorruptedError(forKey: .spans, in: container, debugDescription: "no span")
        }
        self.init(spans: decoded)
    }

    /// Drops the oldest spans beyond `longest`.
    private init(spans: [ScheduleSpan]) { self.spans = spans.suffix(Self.longest) }

    /// The span in force on a day; before the first begins, the first.
    package func span(on day: Day) -> ScheduleSpan { spans.last { $0.from <= day } ?? spans[0] }

    /// The span that will be in force last.
    package var latest: ScheduleSpan { spans[spans.count - 1] }

    /// The first day of the pause that is in force last; `nil` if none is.
    package var pausedSince: Day? { spans.reversed().prefix(while: \.isPaused).last?.from }

    /// A copy with the change in force from `day`, or from the start of the standard schedule if that is later. Replaces spans that
    /// would begin on that day or after it.
    package func changed(from day: Day, _ change: (inout ScheduleSpan) -> Void) -> Schedule {
        let day = max(day, Self.firstDay)
        var span = latest.beginning(day)
        change(&span)
        let kept = spans.filter { $0.from < day }
        guard kept.last?.beginning(day) != span else { return Schedule(spans: kept) }
        return Schedule(spans: kept + [span])
    }
}
