import Crypto
import FoundationEssentials
import Models

/// The sender's side of HPKE in base mode, following RFC 9180 (sections 4.1 and 5.1), because the library draws the ephemeral key
/// itself. DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305; one message.
struct HPKEByTheBook {
    let encapsulated: Bytes
    let sharedSecret: Bytes
    let key: Bytes
    let nonce: Bytes

    init(ephemeral: Curve25519.KeyAgreement.PrivateKey, recipient: Curve25519.KeyAgreement.PublicKey, info: Bytes) throws {
        encapsulated = Bytes(ephemeral.publicKey.rawRepresentation)
        let kem = Bytes("KEM".utf8) + [0x00, 0x20]
        let suite = Bytes("HPKE".utf8) + [0x00, 0x20, 0x00, 0x01, 0x00, 0x03]
        let agreed = try ephemeral.sharedSecretFromKeyAgreement(with: recipient).withUnsafeBytes { Bytes($0) }
        let context = encapsulated + Bytes(recipient.rawRepresentation)
        sharedSecret = Self.expand(
            Self.extract([], "eae_prk", agreed, suite: kem), "shared_secret", context, length: 32, suite: kem)
        let schedule: Bytes =
            [0] + Self.extract([], "psk_id_hash", [], suite: suite) + Self.extract([], "info_hash", info, suite: suite)
        let secret = Self.extract(sharedSecret, "secret", [], suite: suite)
        key = Self.expand(secret, "key", schedule, length: 32, suite: suite)
        nonce = Self.expand(secret, "base_nonce", schedule, length: 12, suite: suite)
    }

    /// The first message, without associated data.
    func seal(_ plaintext: Bytes) throws -> Bytes {
        let box = try ChaChaPoly.seal(plaintext, using: SymmetricKey(data: key), nonce: ChaChaPoly.Nonce(data: nonce))
        return Bytes(box.ciphertext) + Bytes(box.tag)
    }

    private static func extract(_ salt: Bytes, _ label: String, _ material: Bytes, suite: Bytes) -> Bytes {
        let labelled = Bytes("HPKE-v1".utf8) + suite + Bytes(label.utf8) + material
        return HKDF<SHA256>.extract(inputKeyMaterial: SymmetricKey(data: labelled), salt: salt).withUnsafeBytes { Bytes($0) }
    }

    private static func expand(_ key: Bytes, _ label: String, _ info: Bytes, length: Int, suite: Bytes) -> Bytes {
        let labelled = [0, UInt8(length)] + Bytes("HPKE-v1".utf8) + suite + Bytes(label.utf8) + info
        return HKDF<SHA256>.expand(pseudoRandomKey: key, info: labelled, outputByteCount: length).withUnsafeBytes { Bytes($0) }
    }
}
