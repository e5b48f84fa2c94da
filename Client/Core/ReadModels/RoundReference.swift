/// A round, identified by its prompt and number.
package struct RoundReference: Hashable, Codable, Sendable {
    /// The numbers that a round can have: far more than two people will ever need.
    static let numbers = 1...1_000_000

    package let prompt: String
    package let round: Int

    package init(prompt: String, round: Int) {
        self.prompt = prompt
        self.round = round
    }
}
