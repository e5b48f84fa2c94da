package import Crypto

/// An Ed25519 signature.
package struct Signature: FixedBytes {
    package static var byteCount: Int { 64 }
    package let bytes: Bytes

    package init(validated: Bytes) { bytes = validated }

    /// - Throws: swift-crypto's error if signing fails.
    package init(signing writer: CanonicalWriter, with key: Curve25519.Signing.PrivateKey) throws {
        bytes = Bytes(try key.signature(for: writer.bytes))
    }

    /// Also `false` if `key` isn't a valid public key.
    package func isValid(for writer: CanonicalWriter, by key: SigningKey) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key.bytes) else { return false }
        return key.isValidSignature(bytes, for: writer.bytes)
    }
}
