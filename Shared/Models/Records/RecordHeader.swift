/// The unencrypted part of a record. The device that wrote the record signs it, together with the hash of the encrypted body.
package struct RecordHeader: Hashable, Codable, Sendable {
    package let couple: CoupleID
    package let id: RecordID
    package let visibility: Visibility
    package let owner: RecordOwner
    package let author: PartnerID
    /// The stamp's device is the one that signs.
    package let stamp: Stamp
    /// Whether this is a tombstone, whose body is empty.
    package let isDeleted: Bool
    /// Always present for `sealed`, and only there.
    package let round: RoundID?
    /// Present for `sealed` only, except for tombstones.
    package let commitment: Commitment?
    /// The key that encrypts the body. `nil` for `sealed`, whose content key is wrapped, and for tombstones.
    package let key: KeyID?
    package let bodyHash: BodyHash

    private enum CodingKeys: String, CodingKey {
        case couple, id
        case visibility = "class"
        case owner, author, stamp, isDeleted, round, commitment, key, bodyHash
    }

    package init(
        couple: CoupleID, id: RecordID, visibility: Visibility, owner: RecordOwner, author: PartnerID, stamp: Stamp,
        isDeleted: Bool = false, round: RoundID? = nil, commitment: Commitment? = nil, key: KeyID? = nil, bodyHash: BodyHash
    ) {
        self.couple = couple
        self.id = id
        self.visibility = visibility
        self.owner = owner
        self.author = author
        self.stamp = stamp
        self.isDeleted = isDeleted
        self.round = round
        self.commitment = commitment
        self.key = key
        self.bodyHash = bodyHash
    }

    package var device: DeviceID { stamp.device }

    package var version: Version { Version(stamp: stamp, bodyHash: bodyHash) }

    /// Identifies this version permanently.
    package var digest: VersionDigest { VersionDigest(hashing: signedContent) }

    /// What the author's device signs.
    package var signedContent: CanonicalWriter {
        var writer = CanonicalWriter("twofold/record/v1")
        appendClearFields(to: &writer)
        writer.append(bodyHash)
        return writer
    }

    /// The associated data of the body's encryption: every field except the hash of the body.
    package var associatedData: Bytes {
        var writer = CanonicalWriter("twofold/body-header/v1")
        appendClearFields(to: &writer)
        return writer.bytes
    }

    private func appendClearFields(to writer: inout CanonicalWriter) {
        writer.append(couple)
        writer.append(id)
        writer.append(visibility.rawValue)
        writer.append(owner.rawValue)
        writer.append(author)
        writer.append(stamp.time)
        writer.append(Int64(stamp.counter))
        writer.append(stamp.device)
        writer.append(isDeleted)
        writer.append(round)
        writer.append(commitment)
        writer.append(key)
    }
}

extension RecordID {
    /// The only record that can hold an author's answer in a round.
    package static func answer(of round: RoundID, by author: PartnerID) -> RecordID {
        var writer = CanonicalWriter("twofold/answer-id/v1")
        writer.append(round)
        writer.append(author)
        return RecordID(hashing: writer)
    }
}
