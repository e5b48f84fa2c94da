import Crypto
import Models
import Support
import Vault

enum GrantVectors {
    static func parts() throws -> JSONTree {
        let cast = try Cast()
        let good = try grant(.couple, cast.couple, epoch: 1, to: [cast.desk, cast.kit, cast.laptop], cast)
        return [
            "grants": [
                try described("the couple's key", good, cast.couple, [cast.desk, cast.kit, cast.laptop], cast),
                try described(
                    "a personal seed", grant(.personalSeed, cast.personalSeed, epoch: 0, to: [cast.desk], cast),
                    cast.personalSeed,
                    [cast.desk], cast),
            ],
            "refused": .array(try refused(good, cast)),
        ]
    }

    private static func ephemeral(_ recipient: CastDevice) throws -> Curve25519.KeyAgreement.PrivateKey {
        try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: recipient.id.bytes)
    }

    private static func info(
        _ purpose: KeyPurpose, epoch: Int64, key: KeyID, recipient: CastDevice, _ cast: Cast
    ) -> Bytes {
        var writer = CanonicalWriter("twofold/key-seal/v1")
        writer.append(cast.coupleID)
        writer.append(purpose.rawValue)
        writer.append(epoch)
        writer.append(key)
        writer.append(cast.ada)
        writer.append(recipient.id)
        return writer.bytes
    }

    private static func sealing(
        _ purpose: KeyPurpose, epoch: Int64, key: KeyID, to recipient: CastDevice, _ cast: Cast
    ) throws -> HPKEByTheBook {
        try HPKEByTheBook(
            ephemeral: ephemeral(recipient), recipient: recipient.keys.agreement.publicKey,
            info: info(purpose, epoch: epoch, key: key, recipient: recipient, cast))
    }

    /// - Parameter naming: the id that the grant gives the key, if it isn't the key's own.
    private static func grant(
        _ purpose: KeyPurpose, _ key: SecretKey, epoch: Int64, to recipients: [CastDevice], naming: KeyID? = nil, _ cast: Cast
    ) throws -> KeyGrant {
        let sealed = try recipients.map { recipient in
            let sealing = try sealing(purpose, epoch: epoch, key: naming ?? key.id, to: recipient, cast)
            return SealedKey(
                recipient: recipient.id, encapsulated: Blob(sealing.encapsulated), ciphertext: Blob(try sealing.seal(key.bytes)))
        }
        return try KeyGrant(
            couple: cast.coupleID, purpose: purpose, epoch: epoch, key: naming ?? key.id, author: cast.ada, device: cast.desk.id,
            sealed: sealed, signedWith: cast.desk.keys.signing)
    }

    private static func described(
        _ name: String, _ grant: KeyGrant, _ key: SecretKey, _ recipients: [CastDevice], _ cast: Cast
    ) throws -> JSONTree {
        let seals = try recipients.map { recipient -> JSONTree in
            let sealing = try sealing(grant.purpose, epoch: grant.epoch, key: grant.key, to: recipient, cast)
            return [
                "recipient": .hex(recipient.id), "recipientPrivate": .hex(Bytes(recipient.secrets.suffix(32))),
                "ephemeralPrivate": .hex(Bytes(try ephemeral(recipient).rawRepresentation)),
                "info": .hex(info(grant.purpose, epoch: grant.epoch, key: grant.key, recipient: recipient, cast)),
                "sharedSecret": .hex(sealing.sharedSecret), "aeadKey": .hex(sealing.key), "aeadNonce": .hex(sealing.nonce),
            ]
        }
        return [
            "name": .text(name), "grant": try .wire(grant), "signing": .hex(cast.desk.card.signing),
            "signed": .hex(grant.signedContent.bytes), "digest": .hex(grant.digest), "key": .hex(key.bytes),
            "seals": .array(seals),
        ]
    }

    /// Each is refused by the named device: `signature` before anything is opened, `authentic` when it is.
    private static func refused(_ good: KeyGrant, _ cast: Cast) throws -> [JSONTree] {
        func refused(_ name: String, _ why: String, _ grant: KeyGrant, by reader: CastDevice) throws -> JSONTree {
            [
                "name": .text(name), "why": .text(why), "grant": try .wire(grant), "card": try .wire(cast.desk.card),
                "recipient": .hex(reader.id), "recipientPrivate": .hex(Bytes(reader.secrets.suffix(32))),
            ]
        }
        func signed(epoch: Int64? = nil, purpose: KeyPurpose? = nil, _ sealed: [SealedKey]) throws -> KeyGrant {
            try KeyGrant(
                couple: good.couple, purpose: purpose ?? good.purpose, epoch: epoch ?? good.epoch, key: good.key,
                author: good.author, device: good.device, sealed: sealed, signedWith: cast.desk.keys.signing)
        }
        let desk = good.sealed[0]
        let swapped = SealedKey(recipient: cast.laptop.id, encapsulated: desk.encapsulated, ciphertext: desk.ciphertext)
        let broken = SealedKey(
            recipient: desk.recipient, encapsulated: desk.encapsulated, ciphertext: Blob(desk.ciphertext.bytes.changed(at: 0)))
        let stranger = try KeyGrant(
            couple: good.couple, purpose: good.purpose, epoch: good.epoch, key: good.key, author: good.author, device: good.device,
            sealed: good.sealed, signedWith: cast.phone.keys.signing)
        return [
            try refused("signed by another device than it names", "signature", stranger, by: cast.desk),
            try refused("another epoch than it was sealed for", "authentic", signed(epoch: 2, good.sealed), by: cast.desk),
            try refused(
                "another purpose than it was sealed for", "authentic", signed(purpose: .personal, good.sealed), by: cast.desk),
            try refused("sealed to another device", "authentic", signed([swapped]), by: cast.laptop),
            try refused("an octet of the ciphertext changed", "authentic", signed([broken]), by: cast.desk),
            try refused(
                "a key of another id than it names", "authentic",
                grant(.couple, cast.couple, epoch: 1, to: [cast.desk], naming: cast.personal.id, cast), by: cast.desk),
        ]
    }
}
