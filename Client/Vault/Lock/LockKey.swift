import Crypto
import FoundationEssentials
package import Models

/// The key that encrypts a home's store key once there is a passphrase. It alone opens the home; it is never stored unencrypted.
package struct LockKey: Hashable, Sendable, CustomStringConvertible {
    private let secret: SecretKey

    package init(random: RandomSource) { secret = SecretKey(random: random) }

    /// - Returns: `nil` unless there are exactly 32 bytes.
    package init?(bytes: Bytes) {
        guard let secret = SecretKey(bytes: bytes) else { return nil }
        self.secret = secret
    }

    /// Only for handing the key from one process to another.
    package var bytes: Bytes { secret.bytes }

    /// Encrypts the store key.
    ///
    /// - Throws: `unusableKey`.
    package func seal(_ storeKey: SecretKey, random: RandomSource) throws(VaultError) -> Bytes {
        try Cipher.encrypt(storeKey.bytes, under: secret, binding: Self.storeKeyBinding, random: random)
    }

    /// Decrypts the store key.
    ///
    /// - Throws: `notAuthentic`.
    package func openStoreKey(_ sealed: Bytes) throws(VaultError) -> SecretKey {
        guard let key = SecretKey(bytes: try Cipher.decrypt(sealed, under: secret, binding: Self.storeKeyBinding)) else {
            throw .notAuthentic
        }
        return key
    }

    /// The public half, which encrypts text and can't decrypt it.
    ///
    /// - Throws: `unusableKey`.
    package var closing: ClosingKey {
        get throws(VaultError) {
            ClosingKey(AgreementKey(validated: Bytes(try agreement.publicKey.rawRepresentation)))
        }
    }

    /// Decrypts what `ClosingKey.close` returned.
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
