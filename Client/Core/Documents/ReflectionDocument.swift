package import Catalogue
package import Models

/// A comment on a round whose answers have both been revealed.
package struct ReflectionDocument: Hashable, Codable, Sendable {
    package let prompt: PromptID
    package let number: Int
    package let text: String
    package let at: Instant

    package init(prompt: PromptID, number: Int, text: String, at: Instant) {
        self.prompt = prompt
        self.number = number
        self.text = text
        self.at = at
    }

    var reference: RoundReference { RoundReference(prompt: prompt, number: number) }
}
