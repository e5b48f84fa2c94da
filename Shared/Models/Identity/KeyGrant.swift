package import Crypto

/// A symmetric key, encrypted with HPKE to each listed device and signed as a whole, so that no one can hide which devices received it.
///
/// A key may be granted several times, for devices that were added later.
package struct KeyGrant: Hashable, Codable, Sendable {
    package let couple: CoupleID
    package let purpose: KeyPurpose
    /// One more than the greatest epoch its maker knew for this purpose. The key with the greatest epoch is the newest.
    package let epoch: Int64
    package let key: KeyID
    package let author: PartnerID
    /// The device that signs the grant.
    package let device: DeviceID
    package let sealed: [SealedKey]
    package let signature: Signature

    /// - Throws: swift-crypto's error if signing fails.
    package init(
        couple: CoupleID, purpose: KeyPurpose, epoch: Int64, key: KeyID, author: PartnerID, device: DeviceID, sealed: [SealedKey],
        signedWith signingKey: Curve25519.Signing.PrivateKey
    ) throws {
        self.couple = couple
        self.purpose = purpose
        self.epoch = epoch
        self.key = key
        self.author = author
        self.device = device
        self.sealed = sealed
        signature = try Signature(
            signing: Self.signedContent(couple, purpose, epoch, key, author, device, sealed), with: signingKey)
    }

    package var signedContent: CanonicalWriter {
        Self.signedContent(couple, purpose, epoch, key, author, device, sealed)
    }

    package var digest: VersionDigest { VersionDigest(hashing: signedContent) }

    package func isValid(signedBy card: DeviceCard) -> Bool {
        card.id == device && signature.isValid(for: signedContent, by: card.signing)
    }

    private static func signedContent(
        _ couple: CoupleID, _ purpose: KeyPurpose, _ epoch: Int64, _ key: KeyID, _ author: PartnerID, _ device: DeviceID,
        _ sealed: [SealedKey]
    ) -> CanonicalWriter {
        var writer = CanonicalWriter("twofold/key-grant/v1")
        writer.append(couple)
        writer.append(purpose.rawValue)
        writer.append(epoch)
        writer.append(key)
        writer.append(author)
        writer.append(device)
        writer.append(list: sealed) { $0.append($1) }
        return writer
    }
}

extension CanonicalWriter {
    mutating func append(_ sealed: SealedKey) {
        append(sealed.recipient)
        append(sealed.encapsulated.bytes)
        append(sealed.ciphertext.bytes)
    }
}
