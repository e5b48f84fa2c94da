package import Models

/// The prompt and round number that a round's name stands for.
package struct RoundRow: Hashable, Sendable {
    package let id: RoundID
    package let prompt: String
    /// 1 for the first round.
    package let number: Int
    /// This partner has viewed both answers since they were revealed.
    package var isLookedAt: Bool

    package init(id: RoundID, prompt: String, number: Int, isLookedAt: Bool = false) {
        self.id = id
        self.prompt = prompt
        self.number = number
        self.isLookedAt = isLookedAt
    }
}
