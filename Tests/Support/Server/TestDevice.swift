package import Crypto
package import Models

/// A device with real keys.
package struct TestDevice: Sendable {
    package let card: DeviceCard
    package let signing: Curve25519.Signing.PrivateKey
    package let agreement: Curve25519.KeyAgreement.PrivateKey

    package init(kind: DeviceKind = .machine, expires: Instant? = nil) {
        self.init(
            kind: kind, expires: expires, signing: Curve25519.Signing.PrivateKey(), agreement: Curve25519.KeyAgreement.PrivateKey())
    }

    /// A device whose keys are the same in every run.
    package init(kind: DeviceKind = .machine, expires: Instant? = nil, random: SeededRandom) throws {
        self.init(
            kind: kind, expires: expires, signing: try Curve25519.Signing.PrivateKey(rawRepresentation: random.bytes(32)),
            agreement: try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: random.bytes(32)))
    }

    /// A device whose keys are derived from a number. Ed25519 is deterministic (RFC 8032), so its id and its signatures are the same
    /// in every run.
    package init(_ number: UInt8, kind: DeviceKind = .machine, expires: Instant? = nil) throws {
        self.init(
            kind: kind, expires: expires,
            signing: try Curve25519.Signing.PrivateKey(rawRepresentation: Bytes(repeating: number, count: 32)),
            agreement: try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: Bytes(repeating: ~number, count: 32)))
    }

    private init(
        kind: DeviceKind, expires: Instant?, signing: Curve25519.Signing.PrivateKey,
        agreement: Curve25519.KeyAgreement.PrivateKey
    ) {
        self.signing = signing
        self.agreement = agreement
        card = DeviceCard(
            kind: kind, signing: SigningKey(validated: Bytes(signing.publicKey.rawRepresentation)),
            agreement: AgreementKey(validated: Bytes(agreement.publicKey.rawRepresentation)), expires: expires)
    }

    package var id: DeviceID { card.id }
}
