package import Models

/// Encrypts and signs on behalf of one device. Every record with content that leaves the device was made here.
package struct RecordEncryptor {
    private let keys: DeviceKeys
    private let random: RandomSource

    package init(keys: DeviceKeys, random: RandomSource) {
        self.keys = keys
        self.random = random
    }

    /// Makes an `own` or `shared` record.
    ///
    /// - Parameter draft: the final header, except for `bodyHash`, which is ignored.
    /// - Throws: `unusableKey`.
    package func encrypt(_ plaintext: Bytes, as draft: RecordHeader, under key: SecretKey) throws(VaultError) -> Record {
        let body = Blob(try Cipher.encrypt(Padding.pad(plaintext), under: key, binding: draft.associatedData, random: random))
        return try sign(draft.with(bodyHash: BodyHash(ofBody: body)), body: body, ownKey: nil)
    }

    /// Makes a tombstone, of any class.
    ///
    /// - Throws: `unusableKey`.
    package func tombstone(_ draft: RecordHeader) throws(VaultError) -> Record {
        try sign(draft.with(bodyHash: BodyHash(ofBody: .empty)), body: .empty, ownKey: nil)
    }

    /// Makes a version of an answer, under a content key of its own.
    ///
    /// - Parameters:
    ///   - draft: the final header, except for `commitment` and `bodyHash`, which are ignored.
    ///   - edits: the version that this one edits. Kept out of the plaintext, so that only the author's devices can read it.
    ///   - escrow: the couple key, if an opening should travel with the record.
    /// - Throws: `unusableKey`.
    package func encryptAnswer(
        _ plaintext: Bytes, as draft: RecordHeader, round: RoundID, edits: Stamp? = nil, personal: SecretKey, escrow: SecretKey?
    ) throws(VaultError) -> (record: Record, opening: Opening?) {
        let contentKey = SecretKey(random: random)
        let commitment = Commitment(author: draft.author, round: round, contentKey: contentKey, plaintext: plaintext)
        let committed = draft.with(commitment: commitment)
        let body = Blob(
            try Cipher.encrypt(Padding.pad(plaintext), under: contentKey, binding: committed.associatedData, random: random))
        let own = try wrap(
            OwnKey(contentKey: contentKey, edits: edits).bytes, under: personal, binding: Self.ownKeyBinding(committed, commitment))
        let record = try sign(committed.with(bodyHash: BodyHash(ofBody: body)), body: body, ownKey: own)
        guard let escrow else { return (record, nil) }
        return (record, try opening(of: contentKey, header: record.header, partnerCommitment: nil, under: escrow))
    }

    /// Makes an opening of an answer that this partner sealed, on any of their devices.
    ///
    /// - Parameter partnerCommitment: the commitment that this opening is given in exchange for, in a handshake.
    /// - Throws: `keyMissing`, `notAuthentic`, `unusableKey`.
    package func makeOpening(
        _ record: Record, partnerCommitment: Commitment?, ring: KeyRing, couple key: SecretKey
    ) throws(VaultError) -> Opening {
        try opening(
            of: RecordDecryptor(ring: ring).contentKey(ofOwn: record), header: record.header, partnerCommitment: partnerCommitment,
            under: key)
    }

    private func opening(
        of contentKey: SecretKey, header: RecordHeader, partnerCommitment: Commitment?, under key: SecretKey
    ) throws(VaultError) -> Opening {
        guard let round = header.round, let commitment = header.commitment else { throw .notAuthentic }
        let wrapped = try wrap(contentKey.bytes, under: key, binding: Self.openingBinding(header, commitment))
        do {
            return try Opening(
                couple: header.couple, round: round, author: header.author, device: keys.card(.machine).id, commitment: commitment,
                partnerCommitment: partnerCommitment, wrapped: wrapped, signedWith: keys.signing)
        } catch { throw .unusableKey }
    }

    private func wrap(_ plaintext: Bytes, under key: SecretKey, binding: Bytes) throws(VaultError) -> WrappedContentKey {
        WrappedContentKey(key: key.id, sealed: Blob(try Cipher.encrypt(plaintext, under: key, binding: binding, random: random)))
    }

    private func sign(_ header: RecordHeader, body: Blob, ownKey: WrappedContentKey?) throws(VaultError) -> Record {
        do {
            return try Record(header: header, body: body, ownKey: ownKey, signedWith: keys.signing)
        } catch { throw .unusableKey }
    }

    static func ownKeyBinding(_ header: RecordHeader, _ commitment: Commitment) -> Bytes {
        binding("twofold/own-key/v1", header, commitment)
    }

    static func openingBinding(_ header: RecordHeader, _ commitment: Commitment) -> Bytes {
        binding("twofold/opening-key/v1", header, commitment)
    }

    private static func binding(_ label: String, _ header: RecordHeader, _ commitment: Commitment) -> Bytes {
        var writer = CanonicalWriter(label)
        writer.append(header.couple)
        writer.append(header.author)
        writer.append(header.round)
        writer.append(commitment)
        return writer.bytes
    }
}

extension RecordHeader {
    fileprivate func with(bodyHash: BodyHash) -> RecordHeader { with(commitment: commitment, bodyHash: bodyHash) }

    fileprivate func with(commitment: Commitment) -> RecordHeader { with(commitment: commitment, bodyHash: bodyHash) }

    private func with(commitment: Commitment?, bodyHash: BodyHash) -> RecordHeader {
        RecordHeader(
            couple: couple, id: id, visibility: visibility, owner: owner, author: author, stamp: stamp, isDeleted: isDeleted,
            round: round,
            commitment: commitment, key: key, bodyHash: bodyHash)
    }
}
