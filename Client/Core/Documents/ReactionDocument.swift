package import Models

/// A sign under a round that is open: one from each partner.
package struct ReactionDocument: Hashable, Codable, Sendable {
    package let prompt: String
    package let number: Int
    /// One character as people see it.
    package let sign: String
    package let at: Instant

    package init(prompt: String, number: Int, sign: String, at: Instant) {
        self.prompt = prompt
        self.number = number
        self.sign = sign
        self.at = at
    }
}
