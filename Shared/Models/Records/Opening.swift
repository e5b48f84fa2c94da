package import Crypto

/// An author's leave for the partner to read one version: its content key, wrapped for the couple, and signed.
package struct Opening: Hashable, Codable, Sendable {
    package let couple: CoupleID
    package let round: RoundID
    package let author: PartnerID
    /// The device that signs; any machine of the author, not always the one that sealed.
    package let device: DeviceID
    /// Of the version that this opens.
    package let commitment: Commitment
    /// In handshake, the partner's commitment that the author saw frozen against their own. Nil in escrow.
    package let partnerCommitment: Commitment?
    package let wrapped: WrappedContentKey
    package let signature: Signature

    package init(
        couple: CoupleID, round: RoundID, author: PartnerID, device: DeviceID, commitment: Commitment,
        partnerCommitment: Commitment?, wrapped: WrappedContentKey, signature: Signature
    ) {
        self.couple = couple
        self.round = round
        self.author = author
        self.device = device
        self.commitment = commitment
        self.partnerCommitment = partnerCommitment
        self.wrapped = wrapped
        self.signature = signature
    }

    /// - Throws: what swift-crypto throws when it cannot sign.
    package init(
        couple: CoupleID, round: RoundID, author: PartnerID, device: DeviceID, commitment: Commitment,
        partnerCommitment: Commitment?, wrapped: WrappedContentKey, signedWith key: Curve25519.Signing.PrivateKey
    ) throws {
        self.init(
            couple: couple, round: round, author: author, device: device, commitment: commitment,
            partnerCommitment: partnerCommitment, wrapped: wrapped,
            signature: try Signature(
                signing: Self.signedContent(couple, round, author, device, commitment, partnerCommitment, wrapped), with: key))
    }

    package var signedContent: CanonicalWriter {
        Self.signedContent(couple, round, author, device, commitment, partnerCommitment, wrapped)
    }

    /// Names this opening, as `RecordHeader.digest` names a version.
    package var digest: VersionDigest { VersionDigest(hashing: signedContent) }

    package func isValid(signedBy card: DeviceCard) -> Bool {
        card.id == device && signature.isValid(for: signedContent, by: card.signing)
    }

    private static func signedContent(
        _ couple: CoupleID, _ round: RoundID, _ author: PartnerID, _ device: DeviceID, _ commitment: Commitment,
        _ partnerCommitment: Commitment?, _ wrapped: WrappedContentKey
    ) -> CanonicalWriter {
        var writer = CanonicalWriter("twofold/opening/v1")
        writer.append(couple)
        writer.append(round)
        writer.append(author)
        writer.append(device)
        writer.append(commitment)
        writer.append(partnerCommitment)
        writer.append(wrapped.key)
        writer.append(wrapped.sealed.bytes)
        return writer
    }
}
