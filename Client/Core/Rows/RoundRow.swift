package import Models

/// Which asking of which prompt a round's name stands for.
package struct RoundRow: Hashable, Sendable {
    package let id: RoundID
    package let prompt: String
    /// 1 for the first asking.
    package let number: Int
    /// The partner here has looked at both answers since they opened.
    package var isLookedAt: Bool

    package init(id: RoundID, prompt: String, number: Int, isLookedAt: Bool = false) {
        self.id = id
        self.prompt = prompt
        self.number = number
        self.isLookedAt = isLookedAt
    }
}
