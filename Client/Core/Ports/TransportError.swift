/// Why no reply arrived.
package enum TransportError: Error, Hashable, Sendable {
    /// No connection: the host doesn't resolve or respond.
    case unreachable
    /// The time ran out. The request may have arrived.
    case timedOut
    /// The connection broke. The request may have arrived.
    case interrupted
    /// The host responds, but the TLS handshake fails: it may speak plain HTTP, for example.
    case noTLS
    /// The certificate isn't the pinned one.
    case wrongPin
    /// The certificate isn't signed by an authority that this device trusts, or is for another host.
    case untrusted
    /// `http` to a host other than this computer.
    case insecure
    /// The reply is longer than the protocol allows.
    case replyTooLarge
}
