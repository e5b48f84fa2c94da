import CoreMetrics
import NIOCore

/// Identifies callers, and limits how much of the server each may use. Shared by all connections. Thread-safe.
package struct Callers: Sendable {
    let proxies: TrustedProxies
    let connections: Occupancy
    let requests: Occupancy
    let bodies: BodyRoom
    let known = KnownAddresses()
    let meters: ServerMeters

    /// - Parameters:
    ///   - connections: the total. A quarter is reserved for addresses that showed a valid token recently.
    ///   - perAddress: the connections that one address may have, and the requests that it may have in progress behind proxies.
    ///   - bodyBytes: octets of all bodies held at once.
    package init(
        proxies: TrustedProxies, connections: Int, perAddress: Int, bodyBytes: Int, meters: ServerMeters = .none
    ) {
        self.proxies = proxies
        self.connections = Occupancy(each: perAddress, all: connections, reserved: connections / 4)
        requests = Occupancy(each: perAddress)
        bodies = BodyRoom(octets: bodyBytes, meter: meters.bodyBytes)
        meters.bodyLimit.set(bodyBytes)
        self.meters = meters
    }

    /// The address that a connection counts for. `nil` for a trusted proxy, which serves many callers.
    func countedConnection(from peer: SocketAddress?) -> CallerAddress? {
        proxies.contains(peer) ? nil : CallerAddress(peer)
    }
}
