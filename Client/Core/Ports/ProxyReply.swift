/// What something in front of the server answered in its place, as far as the status of its reply tells. Its body is a page for people, or
/// empty, and isn't read.
package enum ProxyReply: Hashable, Sendable, CaseIterable {
    /// It asks for a password of its own (401, 407).
    case asksForPassword
    /// It lets this request, or this caller, not through (403).
    case refuses
    /// It takes less at once than was sent (413).
    case takesLess
    /// It takes fewer requests than were sent (429).
    case asksForPatience
    /// It reaches no server behind it (502; 521 to 523 and 530 of Cloudflare).
    case reachesNoServer
    /// It serves nothing at the moment (503).
    case isNotServing
    /// The server behind it took longer than it waits (504; 524 of Cloudflare).
    case waitedInVain

    /// - Returns: `nil` for a status that may just as well be that of any other server.
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

    /// Whether it may be over by itself in a while.
    package var mayPass: Bool {
        switch self {
        case .asksForPatience, .reachesNoServer, .isNotServing, .waitedInVain: true
        case .asksForPassword, .refuses, .takesLess: false
        }
    }
}
