import Crypto
import CryptoExtras
import Foundation
import Models

/// A lock key encrypted under a passphrase, as stored on disk. Safe to show to anyone as long as the passphrase stays secret.
package struct PassphraseLock: Hashable, Codable, Sendable {
    package static let version = 1

    package let version: Int
    package let cost: PassphraseCost
    private let salt: Blob
    private let sealed: Blob
    package let closing: ClosingKey

    /// Derives a key from the passphrase in normalisation form C with scrypt, and encrypts the lock key under it. Keyboards and systems
    /// differ in whether they type an accented letter as one character or as two.
    ///
    /// - Throws: `unusableKey` if the passphrase is empty or the cost is out of bounds.
    package init(
        _ key: LockKey, behind passphrase: String, cost: PassphraseCost = .standard, random: RandomSource
    ) throws(VaultError) {
        version = Self.version
        self.cost = cost
        salt = Blob(random.bytes(16))
        closing = try key.closing
        sealed = Blob(
            try Cipher.encrypt(
                key.bytes, under: Self.stretch(Self.normalised(passphrase), salt, cost), binding: Self.binding(cost, salt, closing),
                random: random))
    }

    /// Decrypts the lock key. Runs scrypt, unless its parameters are out of bounds: once, or twice for a passphrase that isn't in
    /// normalisation form C, because earlier versions took it as it was typed.
    ///
    /// - Throws: `notAuthentic` if the passphrase is wrong or the file was changed; `unusableKey` if the parameters are invalid or
    ///   out of bounds, or the passphrase is empty.
    package func open(with passphrase: String) throws(VaultError) -> LockKey {
        let normalised = Self.normalised(passphrase)
        do throws(VaultError) {
            return try open(withExactly: normalised)
        } catch {
            guard error == .notAuthentic, !normalised.utf8.elementsEqual(passphrase.utf8) else { throw error }
            return try open(withExactly: passphrase)
        }
    }

    private func open(withExactly passphrase: String) throws(VaultError) -> LockKey {
        let key = try Self.stretch(passphrase, salt, cost)
        let opened = try Cipher.decrypt(sealed.bytes, under: key, binding: Self.binding(cost, salt, closing))
        guard let lock = LockKey(bytes: opened) else { throw .notAuthentic }
        return lock
    }

    private static func normalised(_ passphrase: String) -> String { passphrase.precomposedStringWithCanonicalMapping }

    private static func stretch(_ passphrase: String, _ salt: Blob, _ cost: PassphraseCost) throws(VaultError) -> SecretKey {
        guard cost.isBearable, !passphrase.isEmpty, salt.count == 16 else { throw .unusableKey }
        do {
            return SecretKey(
                try KDF.Scrypt.deriveKey(
                    from: Bytes(passphrase.utf8), salt: salt.bytes, outputByteCount: 32, rounds: cost.rounds,
                    blockSize: cost.blockSize, parallelism: cost.parallelism))
        } catch { throw .unusableKey }
    }

    private static func binding(_ cost: PassphraseCost, _ salt: Blob, _ closing: ClosingKey) -> Bytes {
        var writer = CanonicalWriter("twofold/passphrase-lock/v1")
        writer.append(Int64(cost.rounds))
        writer.append(Int64(cost.blockSize))
        writer.append(Int64(cost.parallelism))
        writer.append(salt.bytes)
        writer.append(closing.agreement)
        return writer.bytes
    }
}
