package import Models
package import Wire

/// Sends one request to a server and returns its reply. The client's only access to a network.
package protocol Transport {
    /// Blocks until the reply has arrived. Exchanges are idempotent, so an implementation may send one again if no reply arrives.
    ///
    /// - Parameter body: JSON for routes that use POST; `nil` for the others.
    func send(_ route: Route, body: Bytes?, token: Token?) throws(TransportError) -> TransportReply
}
