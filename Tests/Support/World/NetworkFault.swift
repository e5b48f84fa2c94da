/// What becomes of one request.
package enum NetworkFault: Hashable, Sendable {
    case none
    /// The server never sees it.
    case requestLost
    /// The server has done it; the client never hears.
    case replyLost
    /// Something answers that is no Twofold server.
    case foreignReply
}
