package import Models

/// The reply, whatever its status.
package struct TransportReply: Hashable, Sendable {
    /// The HTTP status.
    package let status: Int
    package let body: Bytes

    package init(status: Int, body: Bytes) {
        self.status = status
        self.body = body
    }
}
