/// How much new content an import brought in.
package struct BroughtIn: Hashable, Sendable {
    /// Prompts with anything new.
    package var prompts = 0
    /// Rounds to read, or with anything new.
    package var rounds = 0
    package var drafts = 0
    package var skips = 0
    package var pledges = 0
    package var decks = 0

    package init() {}

    package var isNothing: Bool { self == BroughtIn() }
}
