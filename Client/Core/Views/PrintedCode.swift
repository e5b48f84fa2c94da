package import Models

/// A code on paper, ready to be handed over.
package struct PrintedCode: Hashable, Sendable {
    package let text: String
    /// Nil for a kit, which stays good until it is replaced.
    package let expires: Instant?

    package init(text: String, expires: Instant?) {
        self.text = text
        self.expires = expires
    }
}
