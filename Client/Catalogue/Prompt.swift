/// A question that two people answer apart.
package struct Prompt: Hashable, Sendable, Identifiable {
    package let id: PromptID
    package let question: String
    /// In the order in which the deck names them; empty for a question that belongs to none.
    package let barriers: [Barrier]
    package let depth: Depth
    /// Whether it can stir painful memories, so that `gentleNote` is to be shown with it.
    package let isGentle: Bool
    /// The day from which it may be a prompt of the day; nil where it has always been there.
    package let since: Day?
    /// The day from which it is none any more; nil where it stays.
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
