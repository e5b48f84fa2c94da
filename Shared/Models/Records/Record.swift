package import Crypto

/// One signed version of a record, as its author's devices know it.
package struct Record: Hashable, Codable, Sendable {
    package let header: RecordHeader
    package let signature: Signature
    /// Encrypted; empty for tombstones.
    package let body: Blob
    /// For `sealed`: the content key for the author's own devices. Never handed to the partner.
    package let ownKey: WrappedContentKey?

    package init(header: RecordHeader, signature: Signature, body: Blob, ownKey: WrappedContentKey? = nil) {
        self.header = header
        self.signature = signature
        self.body = body
        self.ownKey = ownKey
    }

    /// - Throws: what swift-crypto throws when it cannot sign.
    package init(
        header: RecordHeader, body: Blob, ownKey: WrappedContentKey? = nil, signedWith key: Curve25519.Signing.PrivateKey
    ) throws {
        self.init(header: header, signature: try Signature(signing: header.signedContent, with: key), body: body, ownKey: ownKey)
    }
}

extension Record {
    /// Checks everything that a record shows by itself: shape, hash and signature. Not that the device is its author's.
    package func check(signedBy card: DeviceCard) throws(RecordFlaw) {
        try header.checkShape()
        guard body.isEmpty == header.isDeleted, (ownKey != nil) == (header.class == .sealed && !header.isDeleted) else {
            throw .fieldsDoNotFitClass
        }
        guard BodyHash(ofBody: body) == header.bodyHash else { throw .bodyDoesNotMatchHash }
        guard card.id == header.device, signature.isValid(for: header.signedContent, by: card.signing) else { throw .badSignature }
    }
}

extension RecordHeader {
    /// Checks which fields are there, that an answer has the id of its round, and that the stamp can be one.
    package func checkShape() throws(RecordFlaw) {
        guard stamp.time.isPossible else { throw .impossibleStamp }
        switch `class` {
        case .own, .shared:
            guard round == nil, commitment == nil, (key == nil) == isDeleted else { throw .fieldsDoNotFitClass }
        case .sealed:
            guard let round, (commitment == nil) == isDeleted, key == nil else { throw .fieldsDoNotFitClass }
            guard id == .answer(of: round, by: author) else { throw .foreignRound }
        }
        guard owner == .author || `class` == .shared else { throw .fieldsDoNotFitClass }
    }
}
