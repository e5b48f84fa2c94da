package import Crypto

/// One signed version of a record, as the author's devices hold it.
package struct Record: Hashable, Codable, Sendable {
    package let header: RecordHeader
    package let signature: Signature
    /// Encrypted. Empty for tombstones.
    package let body: Blob
    /// For `sealed` only: the content key, wrapped for the author's own devices. The server never sends it to the partner.
    package let ownKey: WrappedContentKey?

    package init(header: RecordHeader, signature: Signature, body: Blob, ownKey: WrappedContentKey? = nil) {
        self.header = header
        self.signature = signature
        self.body = body
        self.ownKey = ownKey
    }

    /// - Throws: swift-crypto's error if signing fails.
    package init(
        header: RecordHeader, body: Blob, ownKey: WrappedContentKey? = nil, signedWith key: Curve25519.Signing.PrivateKey
    ) throws {
        self.init(header: header, signature: try Signature(signing: header.signedContent, with: key), body: body, ownKey: ownKey)
    }
}

extension Record {
    /// Checks all that the record itself shows: shape, hash and signature. Doesn't check that the device belongs to the author.
    ///
    /// - Throws: the first thing that is wrong.
    package func check(signedBy card: DeviceCard) throws(RecordError) {
        try header.checkShape()
        guard body.isEmpty == header.isDeleted, (ownKey != nil) == (header.visibility == .sealed && !header.isDeleted) else {
            throw .fieldsDoNotFitVisibility
        }
        guard BodyHash(ofBody: body) == header.bodyHash else { throw .bodyDoesNotMatchHash }
        guard card.id == header.device, signature.isValid(for: header.signedContent, by: card.signing) else { throw .badSignature }
    }
}

extension RecordHeader {
    /// Checks which fields are present, that an answer's id matches its round and author, and that the stamp is possible.
    ///
    /// - Throws: `impossibleStamp`, `fieldsDoNotFitVisibility`, `foreignRound`.
    package func checkShape() throws(RecordError) {
        guard stamp.time.isPossible else { throw .impossibleStamp }
        switch visibility {
        case .own, .shared:
            guard round == nil, commitment == nil, (key == nil) == isDeleted else { throw .fieldsDoNotFitVisibility }
        case .sealed:
            guard let round, (commitment == nil) == isDeleted, key == nil else { throw .fieldsDoNotFitVisibility }
            guard id == .answer(of: round, by: author) else { throw .foreignRound }
        }
        guard owner == .author || visibility == .shared else { throw .fieldsDoNotFitVisibility }
    }
}
