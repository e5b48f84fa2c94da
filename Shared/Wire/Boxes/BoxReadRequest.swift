package import Models

/// The body of `POST /v1/boxes/read`.
package struct BoxReadRequest: Hashable, Codable, Sendable {
    package let locator: Locator
    /// How many entries of the log the client already has; the reply continues after them. `nil` starts at the beginning.
    package let from: Int?

    package init(locator: Locator, from: Int? = nil) {
        self.locator = locator
        self.from = from
    }
}
