/// How much an import brought in.
package struct BroughtIn: Hashable, Sendable {
    package var prompts = 0
    package var rounds = 0
    package var pledges = 0
    package var decks = 0
}
