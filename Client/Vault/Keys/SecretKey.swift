import Crypto
package import Models

/// A symmetric key of 32 bytes. Its description never shows them.
package struct SecretKey: Hashable, Sendable, CustomStringConvertible {
    package let bytes: Bytes

    /// - Returns: `nil` unless there are exactly 32 bytes.
    package init?(bytes: Bytes) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    package init(random: RandomSource) { bytes = random.bytes(32) }

    init(_ key: SymmetricKey) { bytes = key.withUnsafeBytes { Bytes($0) } }

    /// A hash that can name this key in public.
    package var id: KeyID {
        var writer = CanonicalWriter("twofold/key-id/v1")
        writer.append(bytes)
        return KeyID(hashing: writer)
    }

    var symmetric: SymmetricKey { SymmetricKey(data: bytes) }

    /// HKDF-SHA-256 without a salt; `label` is the info.
    package func derive(_ label: String) -> SecretKey {
        SecretKey(HKDF<SHA256>.deriveKey(inputKeyMaterial: symmetric, info: Bytes(label.utf8), outputByteCount: 32))
    }

    package var description: String { "(key \(id))" }
}
