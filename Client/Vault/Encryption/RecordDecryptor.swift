package import Models

/// Decrypts records for which this device has the keys, and checks answers against their authors' commitments.
package struct RecordDecryptor: Sendable {
    private let ring: KeyRing

    package init(ring: KeyRing) { self.ring = ring }

    /// The plaintext of an `own` or `shared` record.
    ///
    /// - Throws: `keyMissing`, `notAuthentic`.
    package func decrypt(header: RecordHeader, body: Blob) throws(VaultError) -> Bytes {
        guard let id = header.key, let key = ring[id] else { throw .keyMissing }
        return try Padding.unpad(Cipher.decrypt(body.bytes, under: key, binding: header.associatedData))
    }

    /// The plaintext of an answer by this device's own partner.
    ///
    /// - Throws: `keyMissing`, `notAuthentic`, `commitmentBroken`.
    package func decryptOwnAnswer(_ record: Record) throws(VaultError) -> Bytes {
        try decrypt(header: record.header, body: record.body, contentKey: contentKey(ofOwn: record))
    }

    /// The plaintext of an answer whose author published an opening.
    ///
    /// - Throws: `keyMissing`, `notAuthentic`, `commitmentBroken`.
    package func decryptAnswer(header: RecordHeader, body: Blob, opening: Opening) throws(VaultError) -> Bytes {
        guard let commitment = header.commitment, opening.fits(header) else { throw .commitmentBroken }
        let bytes = try unwrap(opening.wrapped, binding: RecordEncryptor.openingBinding(header, commitment))
        guard let contentKey = SecretKey(bytes: bytes) else { throw .notAuthentic }
        return try decrypt(header: header, body: body, contentKey: contentKey)
    }

    /// The content key of one version, which only its author's devices can decrypt.
    ///
    /// - Throws: `keyMissing`, `notAuthentic`.
    package func contentKey(ofOwn record: Record) throws(VaultError) -> SecretKey { try ownKey(of: record).contentKey }

    /// The version that this one edits, as its author saw it; `nil` for the first version.
    ///
    /// - Throws: `keyMissing`, `notAuthentic`.
    package func edits(ofOwn record: Record) throws(VaultError) -> Stamp? { try ownKey(of: record).edits }

    private func ownKey(of record: Record) throws(VaultError) -> OwnKey {
        guard let wrapped = record.ownKey, let commitment = record.header.commitment else { throw .keyMissing }
        guard let own = OwnKey(bytes: try unwrap(wrapped, binding: RecordEncryptor.ownKeyBinding(record.header, commitment))) else {
            throw .notAuthentic
        }
        return own
    }

    private func unwrap(_ wrapped: WrappedContentKey, binding: Bytes) throws(VaultError) -> Bytes {
        guard let key = ring[wrapped.key] else { throw .keyMissing }
        return try Cipher.decrypt(wrapped.sealed.bytes, under: key, binding: binding)
    }

    private func decrypt(header: RecordHeader, body: Blob, contentKey: SecretKey) throws(VaultError) -> Bytes {
        guard let round = header.round else { throw .commitmentBroken }
        let plaintext = try Padding.unpad(Cipher.decrypt(body.bytes, under: contentKey, binding: header.associatedData))
        guard header.commitment == Commitment(author: header.author, round: round, contentKey: contentKey, plaintext: plaintext)
        else {
            throw .commitmentBroken
        }
        return plaintext
    }
}
