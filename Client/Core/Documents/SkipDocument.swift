package import Catalogue
package import Models

/// A prompt its author doesn't want to be offered. The partner never learns about it.
package struct SkipDocument: Hashable, Codable, Sendable {
    package let prompt: PromptID
    package let at: Instant

    package init(prompt: PromptID, at: Instant) {
        self.prompt = prompt
        self.at = at
    }
}
