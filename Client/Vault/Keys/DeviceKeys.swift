package import Crypto
package import Models

/// The private keys of one device. They leave it only inside the paper code that they are derived from.
package struct DeviceKeys: Sendable {
    package let signing: Curve25519.Signing.PrivateKey
    package let agreement: Curve25519.KeyAgreement.PrivateKey

    /// Generates new keys.
    ///
    /// - Throws: `unusableKey`.
    package init(random: RandomSource) throws(VaultError) {
        try self.init(signingSeed: random.bytes(32), agreementSeed: random.bytes(32))
    }

    /// Derives the keys of a link code or recovery kit from its secret.
    ///
    /// - Throws: `unusableKey`.
    package init(derivedFrom secret: SecretKey) throws(VaultError) {
        try self.init(
            signingSeed: secret.derive("twofold/code-signing/v1").bytes,
            agreementSeed: secret.derive("twofold/code-agreement/v1").bytes)
    }

    /// Reads what `stored` returned.
    ///
    /// - Throws: `unusableKey` if `stored` has another length or isn't a pair of keys.
    package init(stored: Bytes) throws(VaultError) {
        guard stored.count == 64 else { throw .unusableKey }
        try self.init(signingSeed: Bytes(stored.prefix(32)), agreementSeed: Bytes(stored.suffix(32)))
    }

    private init(signingSeed: Bytes, agreementSeed: Bytes) throws(VaultError) {
        do {
            signing = try Curve25519.Signing.PrivateKey(rawRepresentation: signingSeed)
            agreement = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: agreementSeed)
        } catch { throw .unusableKey }
    }

    /// 64 bytes, to be kept encrypted under the store key.
    package var stored: Bytes { Bytes(signing.rawRepresentation) + Bytes(agreement.rawRepresentation) }

    package func card(_ kind: DeviceKind, expires: Instant? = nil) -> DeviceCard {
        DeviceCard(
            kind: kind, signing: SigningKey(validated: Bytes(signing.publicKey.rawRepresentation)),
            agreement: AgreementKey(validated: Bytes(agreement.publicKey.rawRepresentation)), expires: expires)
    }
}
