/// What weighs on a couple, by their check-ins: each finding with the first day on which it counts.
///
/// Each entry is written once, by whichever device sees first that a check-in was revealed, and begins on a date that hasn't started
/// in any time zone. So it's as good as a setting: both partners have it before it counts, or as soon as they sync.
package struct Focus: Hashable, Sendable, Codable {
    package struct Entry: Hashable, Sendable, Codable {
        package let from: Day
        /// The round of the check-in that it follows from.
        package let round: Int
        /// `nil` if nothing weighed on both.
        package let barrier: Barrier?

        package init(from: Day, round: Int, barrier: Barrier?) {
            (self.from, self.round, self.barrier) = (from, round, barrier)
        }
    }

    /// Sorted by day.
    package let entries: [Entry]

    package static let none = Focus(entries: [])

    /// How many days a finding counts: a check-in of long ago says little about today.
    private static let lasts: Int64 = 28
    /// How many days must have passed before a prompt comes back out of its turn.
    static let patience: Int64 = 365
    /// The most entries kept.
    private static let most = 300

    private init(entries: [Entry]) { self.entries = entries }

    private enum CodingKeys: String, CodingKey { case entries }

    package init(from decoder: any Decoder) throws {
        let decoded = try decoder.container(keyedBy: CodingKeys.self).decode([Entry].self, forKey: .entries)
        entries = Array(
            decoded.enumerated().sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }.map(\.element)
                .suffix(Self.most))
    }

    /// A copy with another entry at the end, in place of those that would begin with it or after it.
    package func adding(_ entry: Entry) -> Focus {
        let entry = Entry(from: max(entry.from, Schedule.firstDay), round: entry.round, barrier: entry.barrier)
        return Focus(entries: (entries.filter { $0.from < entry.from } + [entry]).suffix(Self.most))
    }

    /// What is asked about first on a day.
    func barrier(on day: Day) -> Barrier? {
        guard let entry = entries.last(where: { $0.from <= day }), day < entry.from.advanced(by: Self.lasts) else { return nil }
        return entry.barrier
    }
}

extension Barrier {
    /// The barrier that weighs most on both of two people, by their check-ins: the one with the greatest sum among those that both
    /// rate above the middle. The same for both, because it's the same whichever check-in comes first.
    package static func weighing(on one: CheckIn, and other: CheckIn) -> Barrier? {
        let middle = (Rating.range.lowerBound + Rating.range.upperBound) / 2
        let weighed = Barrier.allCases.compactMap { barrier -> (barrier: Barrier, sum: Int)? in
            guard let first = one.ratings[.barrier(barrier)]?.value, let second = other.ratings[.barrier(barrier)]?.value,
                min(first, second) > middle
            else { return nil }
            return (barrier, first + second)
        }
        guard let most = weighed.map(\.sum).max() else { return nil }
        return weighed.first { $0.sum == most }?.barrier
    }
}

extension Prompt {
    /// Whether it's a question for someone on whom this weighs: its first concern, and nothing to laugh about.
    package func isMainly(about barrier: Barrier) -> Bool { barriers.first == barrier && !Deck.light.contains(id.deck) }
}
