import ClientCore

struct CurlReply {
    let reply: TransportReply
    /// What the server asked for before another attempt.
    let retryAfter: Duration?
}
