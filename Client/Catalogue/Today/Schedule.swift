/// All that a couple ever wanted of the prompt of the day. What is past stays as it was: on it depends what has been asked.
package struct Schedule: Hashable, Sendable, Codable {
    /// By their days, each but the last in force until the next begins; never empty.
    package let spans: [ScheduleSpan]

    /// Of a couple that has not said anything yet.
    package static let standard = Schedule(
        first: ScheduleSpan(
            from: Day(number: 20_454),  // 1 January 2026: any day that is alike everywhere would do.
            decks: ["founding", "openers", Deck.ours] + Barrier.allCases.map(\.rawValue), depth: .middle, cadence: .daily,
            isPaused: false))

    /// In spans: more often than anybody changes their mind.
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

    /// Of very many the oldest give way.
    private init(spans: [ScheduleSpan]) { self.spans = spans.suffix(Self.longest) }

    /// What is in force on a day; the first before it begins.
    package func span(on day: Day) -> ScheduleSpan { spans.last { $0.from <= day } ?? spans[0] }

    /// What is in force in the end, whatever is so far.
    package var latest: ScheduleSpan { spans[spans.count - 1] }

    /// The same, changed from a day on, not one before the first of all. Spans that would begin then or later give way.
    package func changed(from day: Day, _ change: (inout ScheduleSpan) -> Void) -> Schedule {
        let day = max(day, Self.standard.spans[0].from)
        var span = latest.beginning(day)
        change(&span)
        let kept = spans.filter { $0.from < day }
        guard kept.last?.beginning(day) != span else { return Schedule(spans: kept) }
        return Schedule(spans: kept + [span])
    }
}
