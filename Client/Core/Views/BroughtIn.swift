/// How much an import brought in that was not here before.
package struct BroughtIn: Hashable, Sendable {
    /// Prompts of which anything was new.
    package var prompts = 0
    /// Rounds to read, or what was new in them.
    package var rounds = 0
    package var drafts = 0
    package var skips = 0
    package var pledges = 0
    package var decks = 0

    package init() {}

    package var isNothing: Bool { self == BroughtIn() }
}
