import Crypto
import FoundationEssentials
package import Models

extension KeyGrant {
    private static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly

    /// Encrypts a key to each recipient and signs the grant.
    ///
    /// - Throws: `unusableKey`.
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

    /// The most recipients of one grant. Keeps grants well below the server's 32 KiB limit, however many devices the partner has.
    package static let mostRecipients = 80

    /// Grants one key to any number of devices, in as many grants as that takes; none if there are no recipients.
    ///
    /// - Throws: `unusableKey`.
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

    /// Decrypts the key for this device.
    ///
    /// - Returns: `nil` if the grant isn't addressed to this device.
    /// - Throws: `notAuthentic` if it is, but doesn't decrypt to the key that it names.
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
