import ClientCore

struct CurlReply {
    let reply: TransportReply
    /// The server's `Retry-After`.
    let retryAfter: Duration?
}
