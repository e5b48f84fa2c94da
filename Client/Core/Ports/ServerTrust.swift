package import Models

/// How the server's certificate is verified: exactly one of the two.
package enum ServerTrust: Hashable, Sendable, Codable {
    /// By an authority that this machine trusts, and the host's name.
    case authority
    /// By the SHA-256 of its public key (SubjectPublicKeyInfo, DER), and by nothing else.
    case pin(CertificatePin)
    /// By nothing: for the one exchange that fetches a box which a code authenticates, before a pin is known.
    case unverifiedForBox
}
