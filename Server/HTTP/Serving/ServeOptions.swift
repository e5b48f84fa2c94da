/// The options given. `nil` for each one that wasn't.
package struct ServeOptions: Sendable {
    /// How to encrypt connections.
    package enum TLS: String, Sendable, CaseIterable {
        case none
        case selfSigned = "self-signed"
    }

    /// Who may found a couple.
    package enum Registration: String, Sendable, CaseIterable {
        case open, token
    }

    package var host: String?
    package var port: Int?
    package var tls: TLS?
    package var certificate: String?
    package var key: String?
    /// The names under which clients reach the server.
    package var names: [String] = []
    /// The trusted proxies, in the format that `TrustedProxies` parses.
    package var trustForwardedFor: String?
    package var registration: Registration?
    package var requestsPerMinute: Int?
    package var anonymousRequestsPerMinute: Int?
    package var connectionsPerAddress: Int?
    package var recordsPerPartner: Int?
    /// In mebibytes.
    package var roomPerPartner: Int?
    package var servers: Int?
    /// Where to serve metrics, as `ServePlan.Address` parses it.
    package var metrics: String?
    /// In seconds.
    package var drainDelay: Int?
    /// In seconds.
    package var drainLimit: Int?

    package init() {}
}
