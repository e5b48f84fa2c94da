/// Every path of the HTTP API.
package enum Route: String, Sendable, CaseIterable {
    case health = "/health"
    case ready = "/ready"
    /// The OpenAPI description of this API.
    case openAPI = "/v1/openapi.yaml"
    case server = "/v1/server"
    case challenge = "/v1/challenge"
    case session = "/v1/session"
    case sync = "/v1/sync"
    case readBox = "/v1/boxes/read"
    case answerBox = "/v1/boxes/answer"

    /// Whether the client sends JSON with POST. The others are read with GET.
    package var isPosted: Bool {
        switch self {
        case .health, .ready, .openAPI, .server: false
        case .challenge, .session, .sync, .readBox, .answerBox: true
        }
    }
}
