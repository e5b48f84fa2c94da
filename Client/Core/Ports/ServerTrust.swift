package import Models

/// How the server's certificate is verified: exactly one of the two.
package enum ServerTrust: Hashable, Sendable, Codable {
    /// By an authority that this device trusts, and the host's name.
    case authority
    /// By the SHA-256 of its public key (SubjectPublicKeyInfo, DER), and nothing else.
    case pin(CertificatePin)
    /// Not at all: only for the exchange that fetches a box which a code authenticates, before a pin is known.
    case unverifiedForBox
}
