import ClientCore

/// Sees everything on the network.
protocol Watcher: AnyObject {
    /// A device sent it, whatever happens to it.
    func sent(_ request: SentRequest)
    /// The server answered it, whoever receives the reply.
    func answered(_ reply: TransportReply, to request: SentRequest)
    /// It arrived once more, right after it was answered.
    func repeated(_ request: SentRequest, hasChanged: Bool)
    /// The device has the reply.
    func received(_ reply: TransportReply, of request: SentRequest)
}
