import Crypto
import FoundationEssentials
package import Models

extension KeyGrant {
    private static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly

    /// Seals a key to every card given, and signs the whole.
    package init(
        of key: SecretKey, for purpose: KeyPurpose, epoch: Int64, couple: CoupleID, author: PartnerID, by keys: DeviceKeys,
        device: DeviceID, to recipients: [DeviceCard]
    ) throws(VaultError) {
        do {
            let sealed = try recipients.map { card in
                let info = Self.info(couple, purpose, epoch, key.id, author, card.id)
                let recipient = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: card.agreement.bytes)
                var sender = try HPKE.Sender(recipientKey: recipient, ciphersuite: Self.suite, info: info)
                let ciphertext = try sender.seal(key.bytes)
                return SealedKey(
                    recipient: card.id, encapsulated: Blob(Bytes(sender.encapsulatedKey)), ciphertext: Blob(Bytes(ciphertext)))
            }
            try self.init(
                couple: couple, purpose: purpose, epoch: epoch, key: key.id, author: author, device: device, sealed: sealed,
                signedWith: keys.signing)
        } catch { throw .unusableKey }
    }

    /// The most recipients of one grant: it stays well below the 32 KiB that a server takes, however many devices the partner enlists.
    package static let mostRecipients = 80

    /// One key for any number of devices: as many grants as that takes, none where there is nobody to give it to.
    package static func parts(
        of key: SecretKey, for purpose: KeyPurpose, epoch: Int64, couple: CoupleID, author: PartnerID, by keys: DeviceKeys,
        device: DeviceID, to recipients: [DeviceCard]
    ) throws(VaultError) -> [KeyGrant] {
        var grants: [KeyGrant] = []
        for start in stride(from: 0, to: recipients.count, by: mostRecipients) {
            let part = recipients[start..<min(start + mostRecipients, recipients.count)]
            grants.append(
                try KeyGrant(
                    of: key, for: purpose, epoch: epoch, couple: couple, author: author, by: keys, device: device, to: Array(part)))
        }
        return grants
    }

    /// - Returns: nil where the key is not sealed to this device.
    /// - Throws: `notAuthentic` where it is, but does not open to the key that it names.
    package func open(as device: DeviceID, with keys: DeviceKeys) throws(VaultError) -> SecretKey? {
        guard let mine = sealed.first(where: { $0.recipient == device }) else { return nil }
        do {
            var recipient = try HPKE.Recipient(
                privateKey: keys.agreement, ciphersuite: Self.suite, info: Self.info(couple, purpose, epoch, key, author, device),
                encapsulatedKey: Data(mine.encapsulated.bytes))
            guard let opened = SecretKey(bytes: Bytes(try recipient.open(mine.ciphertext.bytes))), opened.id == key else {
                throw VaultError.notAuthentic
            }
            return opened
        } catch { throw .notAuthentic }
    }

    private static func info(
        _ couple: CoupleID, _ purpose: KeyPurpose, _ epoch: Int64, _ key: KeyID, _ author: PartnerID, _ recipient: DeviceID
    ) -> Data {
        var writer = CanonicalWriter("twofold/key-seal/v1")
        writer.append(couple)
        writer.append(purpose.rawValue)
        writer.append(epoch)
        writer.append(key)
        writer.append(author)
        writer.append(recipient)
        return Data(writer.bytes)
    }
}
