package import Models

/// A point in a couple's history as one partner may see it. Opaque, and always of the same length.
package struct Cursor: FixedBytes {
    /// Nonce (12), encrypted position (6), horizon (6), point (12) and history (16), tag (16).
    package static var byteCount: Int { 68 }
    package let bytes: Bytes

    package init(validated: Bytes) { bytes = validated }
}
