/// A round, by what people call it.
package struct RoundReference: Hashable, Codable, Sendable {
    /// Numbers that a round can have: far more than two people ask in their lives.
    static let numbers = 1...1_000_000

    package let prompt: String
    package let round: Int

    package init(prompt: String, round: Int) {
        self.prompt = prompt
        self.round = round
    }
}
