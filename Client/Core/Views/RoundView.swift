/// One round as the partner here may see it.
package struct RoundView: Hashable, Sendable {
    package let number: Int
    package let state: PromptState
    package let draft: Words?
    package let mine: Words?
    /// Nil before the reveal, whatever has been sealed.
    package let theirs: Words?

    package init(number: Int, state: PromptState, draft: Words?, mine: Words?, theirs: Words?) {
        self.number = number
        self.state = state
        self.draft = draft
        self.mine = mine
        self.theirs = theirs
    }
}
