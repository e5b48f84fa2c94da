/// A question that both partners answer separately.
package struct Prompt: Hashable, Sendable, Identifiable {
    package let id: PromptID
    package let question: String
    /// In the order in which the deck lists them; empty if the question relates to none.
    package let barriers: [Barrier]
    package let depth: Depth
    /// Whether it can stir painful memories. If so, `gentleNote` is shown with it.
    package let isGentle: Bool
    /// The first day on which it can be the prompt of the day; `nil` if it always could.
    package let since: Day?
    /// The first day on which it no longer can; `nil` if it always will.
    package let until: Day?

    package init(
        id: PromptID, question: String, barriers: [Barrier], depth: Depth, isGentle: Bool, since: Day? = nil,
        until: Day? = nil
    ) {
        self.id = id
        self.question = question
        self.barriers = barriers
        self.depth = depth
        self.isGentle = isGentle
        self.since = since
        self.until = until
    }

    package static let gentleNote = "This one can touch something tender. Take your time; skipping it is always fine."
}
