/// What becomes of one request.
package enum NetworkFault: Hashable, Sendable {
    case none
    /// The server never sees it.
    case requestLost
    /// The server has done it; the client never hears.
    case replyLost
    /// The reply is lost, and the request sent again: the client hears the second reply.
    case sentTwice
    /// Something answers that is no Twofold server.
    case foreignReply
}
