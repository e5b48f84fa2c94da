/// SHA-256 of a server's public key (SubjectPublicKeyInfo, DER).
package struct CertificatePin: FixedBytes {
    package static var byteCount: Int { 32 }
    package let bytes: Bytes

    package init(validated: Bytes) { bytes = validated }
}
