package import NIOCore

/// How long a caller's part of a connection may take. What the server itself takes isn't counted.
package struct Deadlines: Hashable, Sendable {
    /// From connecting, or from the end of a reply, to the end of the next request's head. A handshake of TLS is part of it.
    package var head: TimeAmount
    /// For a body to arrive, and for a reply to be taken, whatever their size.
    package var grace: TimeAmount
    /// Octets for which a body or a reply gets another second.
    package var bytesPerSecond: Int64
    /// For a caller to hear a reply that was sent before the request had ended, and to stop sending.
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

    /// What moving that many octets may take.
    func moving(_ octets: Int) -> TimeAmount { grace + .nanoseconds(Int64(octets) * 1_000_000_000 / bytesPerSecond) }
}
