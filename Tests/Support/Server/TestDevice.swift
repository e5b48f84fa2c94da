package import Crypto
package import Models

/// A device with real keys.
package struct TestDevice: Sendable {
    package let card: DeviceCard
    package let signing: Curve25519.Signing.PrivateKey
    package let agreement: Curve25519.KeyAgreement.PrivateKey

    package init(kind: DeviceKind = .machine, expires: Instant? = nil) {
        signing = Curve25519.Signing.PrivateKey()
        agreement = Curve25519.KeyAgreement.PrivateKey()
        card = DeviceCard(
            kind: kind, signing: SigningKey(validated: Bytes(signing.publicKey.rawRepresentation)),
            agreement: AgreementKey(validated: Bytes(agreement.publicKey.rawRepresentation)), expires: expires)
    }

    package var id: DeviceID { card.id }
}
