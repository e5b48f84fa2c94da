/// How a partner's own answers are opened.
package enum RevealMode: String, Codable, Sendable, CaseIterable {
    /// The opening travels with the seal; the server withholds it until both have sealed.
    case escrow
    /// The opening is sent only once both have sealed: not even a partner who runs the server can look earlier.
    case handshake
}
