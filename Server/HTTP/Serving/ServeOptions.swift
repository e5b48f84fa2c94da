/// What was asked for; nil for what was left open.
package struct ServeOptions: Sendable {
    /// What to encrypt with.
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
    /// Names under which clients reach the server.
    package var names: [String] = []
    /// The proxies that are trusted, as `TrustedProxies` reads them.
    package var trustForwardedFor: String?
    package var registration: Registration?
    package var requestsPerMinute: Int?
    package var anonymousRequestsPerMinute: Int?
    package var connectionsPerAddress: Int?

    package init() {}
}
