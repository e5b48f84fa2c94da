/// How a partner's own answers are revealed.
package enum RevealMode: String, Codable, Sendable, CaseIterable {
    /// The opening is sent with the seal; the server withholds it until both have sealed.
    case escrow
    /// The opening is sent only once both have sealed: even a partner who runs the server can't look earlier.
    case handshake
}
