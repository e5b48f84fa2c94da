/// How a couple wants to be asked, from a day on.
package struct ScheduleSpan: Hashable, Sendable, Codable {
    package let from: Day
    /// Ids of decks, in no particular order. Those that are nowhere are passed over.
    package var decks: [String]
    /// The deepest that is asked.
    package var depth: Depth
    package var cadence: Cadence
    package var isPaused: Bool

    package init(from: Day, decks: [String], depth: Depth, cadence: Cadence, isPaused: Bool) {
        self.from = from
        self.decks = decks
        self.depth = depth
        self.cadence = cadence
        self.isPaused = isPaused
    }

    /// The same, from another day on.
    package func beginning(_ day: Day) -> ScheduleSpan {
        ScheduleSpan(from: day, decks: decks, depth: depth, cadence: cadence, isPaused: isPaused)
    }
}
