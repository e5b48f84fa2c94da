import Crypto
import FoundationEssentials
package import Models

/// A public key that encrypts to the lock key alone, so that a locked home can save text without being unlocked.
package struct ClosingKey: Hashable, Codable, Sendable {
    static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
    static let info = Data("twofold/put-away/v1".utf8)
    /// The length in bytes of the suite's encapsulated key, which precedes the ciphertext.
    static let encapsulatedCount = 32

    let agreement: AgreementKey

    init(_ agreement: AgreementKey) { self.agreement = agreement }

    package init(from decoder: any Decoder) throws { agreement = try AgreementKey(from: decoder) }

    package func encode(to encoder: any Encoder) throws { try agreement.encode(to: encoder) }

    /// Encrypts with HPKE; `LockKey.reopen` decrypts.
    ///
    /// - Throws: `unusableKey`.
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
