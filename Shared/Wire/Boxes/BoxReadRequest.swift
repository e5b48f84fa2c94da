package import Models

/// The body of `POST /v1/boxes/read`.
package struct BoxReadRequest: Hashable, Codable, Sendable {
    package let locator: Locator
    /// How many entries of the log are there already: the reply goes on behind them. `nil` begins.
    package let from: Int?

    package init(locator: Locator, from: Int? = nil) {
        self.locator = locator
        self.from = from
    }
}
