package import Crypto

/// An author's signed permission for the partner to read one version: the version's content key, wrapped for the couple.
package struct Opening: Hashable, Codable, Sendable {
    package let couple: CoupleID
    package let round: RoundID
    package let author: PartnerID
    /// The device that signs: any machine of the author, not necessarily the one that sealed.
    package let device: DeviceID
    /// The commitment of the version that this opens.
    package let commitment: Commitment
    /// In handshake mode, the partner's commitment that the author saw frozen with their own. `nil` in escrow mode.
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

    /// - Throws: swift-crypto's error if signing fails.
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

    /// Identifies this opening, as `RecordHeader.digest` identifies a version.
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
