import NIOCore

/// Who is at the other end, and how much of the server each caller has. Shared by all connections; safe to use from anywhere.
package struct Callers: Sendable {
    let proxies: TrustedProxies
    let connections: Occupancy
    let requests: Occupancy
    let bodies: BodyRoom
    let known = KnownAddresses()

    /// - Parameters:
    ///   - connections: in all. A quarter of them is kept for addresses that showed a good token lately.
    ///   - perAddress: connections that one address may have, and requests that it may have under way behind proxies.
    ///   - bodyBytes: of all bodies that are held at once.
    package init(proxies: TrustedProxies, connections: Int, perAddress: Int, bodyBytes: Int) {
        self.proxies = proxies
        self.connections = Occupancy(each: perAddress, all: connections, reserved: connections / 4)
        requests = Occupancy(each: perAddress)
        bodies = BodyRoom(octets: bodyBytes)
    }

    /// Whom a connection counts for; nil for a proxy's, which are many callers'.
    func countedConnection(from peer: SocketAddress?) -> CallerAddress? {
        proxies.contains(peer) ? nil : CallerAddress(peer)
    }
}
