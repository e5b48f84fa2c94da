/// What something in front of the server responded in its place, judged by the HTTP status. The body is a page for people, or
/// empty, and isn't read.
package enum ProxyReply: Hashable, Sendable, CaseIterable {
    /// It requires its own password (401, 407).
    case asksForPassword
    /// It doesn't let this request or this client through (403).
    case refuses
    /// It accepts smaller requests only (413).
    case takesLess
    /// It accepts fewer requests only (429).
    case asksForPatience
    /// It can't reach the server behind it (502; Cloudflare: 521 to 523 and 530).
    case reachesNoServer
    /// It's out of service at the moment (503).
    case isNotServing
    /// The server behind it took longer than it waits (504; Cloudflare: 524).
    case waitedInVain

    /// - Returns: `nil` for a status that could just as well come from any other server.
    package init?(status: Int) {
        switch status {
        case 401, 407: self = .asksForPassword
        case 403: self = .refuses
        case 413: self = .takesLess
        case 429: self = .asksForPatience
        case 502, 521...523, 530: self = .reachesNoServer
        case 503: self = .isNotServing
        case 504, 524: self = .waitedInVain
        default: return nil
        }
    }

    /// Whether it may resolve itself in a while.
    package var mayPass: Bool {
        switch self {
        case .asksForPatience, .reachesNoServer, .isNotServing, .waitedInVain: true
        case .asksForPassword, .refuses, .takesLess: false
        }
    }
}
