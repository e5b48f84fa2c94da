package import Models

/// Somebody's words, and when they were written.
package struct Words: Hashable, Sendable {
    package let text: String
    package let at: Instant

    package init(text: String, at: Instant) {
        self.text = text
        self.at = at
    }
}
