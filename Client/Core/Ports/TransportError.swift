/// Why no reply came.
package enum TransportError: Error, Hashable, Sendable {
    /// No connection: the host does not resolve or answer.
    case unreachable
    /// The time allowed ran out. The request may have arrived.
    case timedOut
    /// The connection broke. The request may have arrived.
    case interrupted
    /// Something is there, and no TLS comes about with it: it speaks plain HTTP, say.
    case noTLS
    /// The certificate is not the one pinned.
    case wrongPin
    /// The certificate is not signed by an authority that this machine trusts, or is for another host.
    case untrusted
    /// `http` to a host that is not this machine.
    case insecure
    /// The reply is longer than any that the protocol has.
    case replyTooLarge
}
