/// What happens to one request.
package enum NetworkFault: Hashable, Sendable {
    case none
    /// The server never receives it.
    case requestLost
    /// The server has processed it; the client gets no reply.
    case replyLost
    /// The first reply is lost, and the request sent again: the client gets the second reply.
    case sentTwice
    /// Something responds that isn't a Twofold server.
    case foreignReply
}
