import Crypto
package import Models

/// ChaCha20-Poly1305 (RFC 8439) with a random nonce: nonce (12 bytes), ciphertext, tag (16).
package enum Cipher {
    /// - Throws: `unusableKey`.
    package static func encrypt(
        _ plaintext: Bytes, under key: SecretKey, binding associatedData: Bytes, random: RandomSource
    ) throws(VaultError) -> Bytes {
        do {
            let nonce = try ChaChaPoly.Nonce(data: random.bytes(12))
            return Bytes(
                try ChaChaPoly.seal(plaintext, using: key.symmetric, nonce: nonce, authenticating: associatedData).combined)
        } catch { throw .unusableKey }
    }

    /// Encrypts with a keyed hash of the plaintext as nonce: alike for alike plaintexts, which is all that the ciphertext gives away. For what a
    /// home keeps a second time for itself; nothing that leaves it is encrypted so.
    ///
    /// - Throws: `unusableKey`.
    package static func encryptRepeatably(_ plaintext: Bytes, under key: SecretKey, binding associatedData: Bytes)
        throws(VaultError)
        -> Bytes
    {
        var writer = CanonicalWriter("twofold/repeatable-nonce/v1")
        writer.append(associatedData)
        writer.append(plaintext)
        let nonce = Bytes(HMAC<SHA256>.authenticationCode(for: writer.bytes, using: key.symmetric).prefix(12))
        return try encrypt(plaintext, under: key, binding: associatedData, random: RandomSource { _ in nonce })
    }

    /// - Throws: `notAuthentic`.
    package static func decrypt(_ sealed: Bytes, under key: SecretKey, binding associatedData: Bytes) throws(VaultError) -> Bytes {
        do {
            return Bytes(
                try ChaChaPoly.open(ChaChaPoly.SealedBox(combined: sealed), using: key.symmetric, authenticating: associatedData))
        } catch { throw .notAuthentic }
    }
}
