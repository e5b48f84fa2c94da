package import Models

/// The answer to `GET /v1/server`.
package struct ServerInfo: Hashable, Codable, Sendable {
    package let version: String
    package let time: Instant
    package let registrationRequired: Bool
    package let limits: Limits

    package init(version: String, time: Instant, registrationRequired: Bool, limits: Limits) {
        self.version = version
        self.time = time
        self.registrationRequired = registrationRequired
        self.limits = limits
    }
}
