import NIOCore

/// Who is at the other end, and how much of the server each address has. Shared by all connections; safe to use from anywhere.
package struct Callers: Sendable {
    let proxies: TrustedProxies
    let connections: Occupancy
    let requests: Occupancy
    let bodies: Occupancy

    /// - Parameters:
    ///   - perAddress: connections that one address may have, and requests that it may have under way behind proxies.
    ///   - bodyBytes: of all bodies that are held at once.
    ///   - bodyBytesPerAddress: of those, from one address.
    package init(proxies: TrustedProxies, perAddress: Int, bodyBytes: Int, bodyBytesPerAddress: Int) {
        self.proxies = proxies
        connections = Occupancy(each: perAddress)
        requests = Occupancy(each: perAddress)
        bodies = Occupancy(each: bodyBytesPerAddress, all: bodyBytes)
    }

    /// Whom a connection counts for; nil for a proxy's, which are many callers'.
    func countedConnection(from peer: SocketAddress?) -> CallerAddress? {
        proxies.contains(peer) ? nil : CallerAddress(peer)
    }
}
