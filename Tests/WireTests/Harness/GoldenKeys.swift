import Crypto
import Models

/// A device whose keys are derived from a number. Ed25519 is deterministic (RFC 8032), so its signatures are the same in every run.
struct GoldenKeys {
    let card: DeviceCard
    let signing: Curve25519.Signing.PrivateKey

    init(_ number: UInt8, kind: DeviceKind = .machine, expires: Instant? = nil) throws {
        signing = try Curve25519.Signing.PrivateKey(rawRepresentation: Bytes(repeating: number, count: 32))
        let agreement = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: Bytes(repeating: ~number, count: 32))
        card = DeviceCard(
            kind: kind, signing: SigningKey(validated: Bytes(signing.publicKey.rawRepresentation)),
            agreement: AgreementKey(validated: Bytes(agreement.publicKey.rawRepresentation)), expires: expires)
    }

    var id: DeviceID { card.id }
}
