/// A couple's settings for the prompt of the day, in force from a given day.
package struct ScheduleSpan: Hashable, Sendable, Codable {
    package let from: Day
    /// Ids of decks, in no particular order. Unknown ids are ignored.
    package var decks: [String]
    /// The deepest prompts that are asked.
    package var depth: Depth
    package var cadence: Cadence
    package var isPaused: Bool
    /// `true` if what weighs on both in their check-ins is asked about first (`PromptOfTheDay`); otherwise `nil`.
    package var followsCheckIns: Bool?

    package init(
        from: Day, decks: [String], depth: Depth, cadence: Cadence, isPaused: Bool, followsCheckIns: Bool? = nil
    ) {
        self.from = from
        self.decks = decks
        self.depth = depth
        self.cadence = cadence
        self.isPaused = isPaused
        self.followsCheckIns = followsCheckIns
    }

    /// A copy that begins on `day`.
    package func beginning(_ day: Day) -> ScheduleSpan {
        ScheduleSpan(
            from: day, decks: decks, depth: depth, cadence: cadence, isPaused: isPaused, followsCheckIns: followsCheckIns)
    }
}
