/// A device's X25519 public key (RFC 7748). Symmetric keys are encrypted to it.
package struct AgreementKey: FixedBytes {
    package static var byteCount: Int { 32 }
    package let bytes: Bytes

    package init(validated: Bytes) { bytes = validated }
}
