package import Models

/// A code on paper, ready to hand over.
package struct PrintedCode: Hashable, Sendable {
    package let text: String
    /// `nil` for a kit, which is valid until it's replaced.
    package let expires: Instant?

    package init(text: String, expires: Instant?) {
        self.text = text
        self.expires = expires
    }
}
