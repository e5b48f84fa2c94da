package import Models

/// A prompt its author doesn't want to be offered. The partner never learns about it.
package struct SkipDocument: Hashable, Codable, Sendable {
    package let prompt: String
    package let at: Instant

    package init(prompt: String, at: Instant) {
        self.prompt = prompt
        self.at = at
    }
}
