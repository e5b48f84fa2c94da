import Crypto
import FoundationEssentials
package import Models

/// The key that a home's store keys are under once there is a passphrase. Whoever has it can open the home; it is on no disk in clear.
package struct LockKey: Hashable, Sendable, CustomStringConvertible {
    private let secret: SecretKey

    package init(random: RandomSource) { secret = SecretKey(random: random) }

    /// - Returns: nil unless there are exactly 32 octets.
    package init?(bytes: Bytes) {
        guard let secret = SecretKey(bytes: bytes) else { return nil }
        self.secret = secret
    }

    /// To be handed from process to process, and nowhere else.
    package var bytes: Bytes { secret.bytes }

    package func seal(_ storeKey: SecretKey, random: RandomSource) throws(VaultError) -> Bytes {
        try Cipher.seal(storeKey.bytes, under: secret, binding: Self.storeKeyBinding, random: random)
    }

    /// - Throws: `notAuthentic`.
    package func openStoreKey(_ sealed: Bytes) throws(VaultError) -> SecretKey {
        guard let key = SecretKey(bytes: try Cipher.open(sealed, under: secret, binding: Self.storeKeyBinding)) else {
            throw .notAuthentic
        }
        return key
    }

    /// The half that puts words away and cannot read them.
    package var closing: ClosingKey {
        get throws(VaultError) {
            ClosingKey(AgreementKey(validated: Bytes(try agreement.publicKey.rawRepresentation)))
        }
    }

    /// What `ClosingKey.close` made.
    ///
    /// - Throws: `notAuthentic`.
    package func reopen(_ closed: Bytes) throws(VaultError) -> Bytes {
        let agreement = try agreement
        do {
            var recipient = try HPKE.Recipient(
                privateKey: agreement, ciphersuite: ClosingKey.suite, info: ClosingKey.info,
                encapsulatedKey: Data(closed.prefix(ClosingKey.encapsulatedCount)))
            return Bytes(try recipient.open(closed.dropFirst(ClosingKey.encapsulatedCount)))
        } catch { throw .notAuthentic }
    }

    package var description: String { "(lock key)" }

    private static let storeKeyBinding = Bytes("twofold/store-key/v1".utf8)

    private var agreement: Curve25519.KeyAgreement.PrivateKey {
        get throws(VaultError) {
            do {
                return try Curve25519.KeyAgreement.PrivateKey(
                    rawRepresentation: secret.derive("twofold/lock-agreement/v1").bytes)
            } catch { throw .unusableKey }
        }
    }
}
