package import Models
package import Wire

/// Carries one request to a server and its reply back. The only way in which the client reaches a network.
package protocol Transport {
    /// Blocks until the reply is there. Exchanges are idempotent, so an implementation may send one again where no reply came.
    ///
    /// - Parameter body: JSON for routes that are posted; nil for the others.
    func send(_ route: Route, body: Bytes?, token: Token?) throws(TransportError) -> TransportReply
}
