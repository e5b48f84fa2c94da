package import Catalogue

/// A prompt in a list, with the state of its latest round.
package struct PromptSummary: Hashable, Sendable {
    package let id: PromptID
    package let question: String
    package let deck: String
    /// 1 (light) to 3 (deep).
    package let depth: Int
    package let barriers: [String]
    package let gentleness: Gentleness
    package let state: PromptState
    /// The latest round that either partner has started; 1 before that.
    package let number: Int
    package let hasDraft: Bool
    package let isSkipped: Bool
    /// A deck offers it. A prompt that none offers any more is listed as long as it has text.
    package let isOffered: Bool
    /// The word that finds a prompt of the couple's own, if whoever asked it gave one.
    package let name: String?

    package init(
        id: PromptID, question: String, deck: String, depth: Int, barriers: [String], gentleness: Gentleness = .none,
        state: PromptState, number: Int,
        hasDraft: Bool, isSkipped: Bool, isOffered: Bool = true, name: String? = nil
    ) {
        self.id = id
        self.question = question
        self.deck = deck
        self.depth = depth
        self.barriers = barriers
        self.gentleness = gentleness
        self.state = state
        self.number = number
        self.hasDraft = hasDraft
        self.isSkipped = isSkipped
        self.isOffered = isOffered
        self.name = name
    }

    package var isGentle: Bool { gentleness > .none }

    /// What it is called where it is spoken of: commands accept it.
    package var label: String { name ?? id.description }
}
