/// Every path of the exchange.
package enum Route: String, Sendable, CaseIterable {
    case health = "/health"
    case ready = "/ready"
    case server = "/v1/server"
    case challenge = "/v1/challenge"
    case session = "/v1/session"
    case sync = "/v1/sync"
    case readBox = "/v1/boxes/read"
    case answerBox = "/v1/boxes/answer"

    /// Whether the client posts JSON to it; the others are read with GET.
    package var isPosted: Bool {
        switch self {
        case .health, .ready, .server: false
        case .challenge, .session, .sync, .readBox, .answerBox: true
        }
    }
}
