package import Models

/// An invitation made on this device that hasn't been answered yet.
package struct OpenInvitation: Hashable, Codable, Sendable {
    /// The code's text, under the store key.
    package let code: Blob
    package let locator: Locator
    package let box: Blob
    package let expires: Instant
}
