/// A round, by what people call it.
package struct RoundReference: Hashable, Codable, Sendable {
    package let prompt: String
    package let round: Int

    package init(prompt: String, round: Int) {
        self.prompt = prompt
        self.round = round
    }
}
