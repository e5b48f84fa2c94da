/// A question that both partners answer separately.
package struct Prompt: Hashable, Sendable, Identifiable {
    package let id: PromptID
    package let question: String
    /// In the order in which the deck lists them; empty if the question relates to none.
    package let barriers: [Barrier]
    package let depth: Depth
    package let gentleness: Gentleness
    /// The first day on which it can be the prompt of the day; `nil` if it always could.
    package let since: Day?
    /// The first day on which it no longer can; `nil` if it always will.
    package let until: Day?
    /// Its depth until that day, if it has changed; which prompts were asked earlier depends on it.
    package let earlier: EarlierDepth?

    package struct EarlierDepth: Hashable, Sendable {
        package let depth: Depth
        /// The first day on which it no longer applies; `nil` if it still does.
        package let until: Day?
    }

    package init(
        id: PromptID, question: String, barriers: [Barrier], depth: Depth, gentleness: Gentleness = .none, since: Day? = nil,
        until: Day? = nil, earlier: EarlierDepth? = nil
    ) {
        self.id = id
        self.question = question
        self.barriers = barriers
        self.depth = depth
        self.gentleness = gentleness
        self.since = since
        self.until = until
        self.earlier = earlier
    }

    /// It can stir something painful, at either level.
    package var isGentle: Bool { gentleness > .none }

    package func depth(on day: Day) -> Depth {
        guard let earlier, earlier.until.map({ day < $0 }) ?? true else { return depth }
        return earlier.depth
    }
}
