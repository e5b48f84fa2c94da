package import Models

/// A prompt that its author does not want to be offered. The partner never learns of it.
package struct SkipDocument: Hashable, Codable, Sendable {
    package let prompt: String
    package let at: Instant

    package init(prompt: String, at: Instant) {
        self.prompt = prompt
        self.at = at
    }
}
