/// A device's Ed25519 public key (RFC 8032).
package struct SigningKey: FixedBytes {
    package static var byteCount: Int { 32 }
    package let bytes: Bytes

    package init(validated: Bytes) { bytes = validated }
}
