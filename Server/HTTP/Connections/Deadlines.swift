package import NIOCore

/// How long a caller's part of a connection may take. The server's own time isn't counted.
package struct Deadlines: Hashable, Sendable {
    /// From connecting, or from the end of a reply, to the end of the next request's head. Includes a TLS handshake.
    package var head: TimeAmount
    /// For a body to arrive or a reply to be received, regardless of size.
    package var grace: TimeAmount
    /// The octets for which a body or a reply gets another second.
    package var bytesPerSecond: Int64
    /// For a caller to receive a reply that was sent before the end of the request, and to stop sending.
    package var lingering: TimeAmount

    package init(
        head: TimeAmount = .seconds(30), grace: TimeAmount = .seconds(20), bytesPerSecond: Int64 = 16 * 1024,
        lingering: TimeAmount = .seconds(3)
    ) {
        self.head = head
        self.grace = grace
        self.bytesPerSecond = bytesPerSecond
        self.lingering = lingering
    }

    /// The time allowed for transferring that many octets.
    func moving(_ octets: Int) -> TimeAmount { grace + .nanoseconds(Int64(octets) * 1_000_000_000 / bytesPerSecond) }
}
