import Crypto
import FoundationEssentials
package import Models

/// Puts words away so that only the holder of the lock key reads them: a home that is locked can do so without being opened.
package struct ClosingKey: Hashable, Codable, Sendable {
    static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
    static let info = Data("twofold/put-away/v1".utf8)
    /// Octets of an encapsulated key of the suite, which come first.
    static let encapsulatedCount = 32

    let agreement: AgreementKey

    init(_ agreement: AgreementKey) { self.agreement = agreement }

    package init(from decoder: any Decoder) throws { agreement = try AgreementKey(from: decoder) }

    package func encode(to encoder: any Encoder) throws { try agreement.encode(to: encoder) }

    package func close(_ octets: Bytes) throws(VaultError) -> Bytes {
        do {
            var sender = try HPKE.Sender(
                recipientKey: Curve25519.KeyAgreement.PublicKey(rawRepresentation: agreement.bytes), ciphersuite: Self.suite,
                info: Self.info)
            let ciphertext = try sender.seal(octets)
            return Bytes(sender.encapsulatedKey) + Bytes(ciphertext)
        } catch { throw .unusableKey }
    }
}
