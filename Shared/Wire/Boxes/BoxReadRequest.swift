package import Models

/// The body of `POST /v1/boxes/read`.
package struct BoxReadRequest: Hashable, Codable, Sendable {
    package let locator: Locator

    package init(locator: Locator) { self.locator = locator }
}
