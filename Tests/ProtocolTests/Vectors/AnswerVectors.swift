import Models
import Support
import Vault

enum AnswerVectors {
    static func parts() throws -> JSONTree {
        let cast = try Cast()
        let (record, _, contentKey) = try sealed("sealed in escrow", escrow: true, cast)
        return [
            "personal": .hex(cast.personal.bytes), "couple": .hex(cast.couple.bytes),
            "answers": [
                try answer("sealed in escrow", escrow: true, cast), try answer("sealed in handshake", escrow: false, cast),
            ],
            "refused": .array(try refused(record, contentKey, cast)),
        ]
    }

    static func committed(_ author: PartnerID, _ round: RoundID, _ contentKey: SecretKey, _ plaintext: Bytes) -> Bytes {
        var writer = CanonicalWriter("twofold/commitment/v1")
        writer.append(author)
        writer.append(round)
        writer.append(contentKey.bytes)
        writer.append(plaintext)
        return writer.bytes
    }

    private static func sealed(_ name: String, escrow: Bool, _ cast: Cast) throws -> (Record, Opening?, SecretKey) {
        let seed: UInt64 = escrow ? 21 : 22
        let header = RecordHeader(
            couple: cast.coupleID, id: .answer(of: cast.round, by: cast.ada), visibility: .sealed, owner: .author, author: cast.ada,
            stamp: Stamp(time: Cast.time, counter: 0, device: cast.desk.id), round: cast.round, bodyHash: BodyHash(ofBody: .empty))
        let (record, opening) = try RecordEncryptor(keys: cast.desk.keys, random: .seeded(seed)).encryptAnswer(
            Bytes(document.utf8), as: header, round: cast.round, edits: escrow ? nil : edited(cast), personal: cast.personal,
            escrow: escrow ? cast.couple : nil)
        return (record, opening, SecretKey(random: .seeded(seed)))
    }

    /// The version that the author of the handshake answer edited.
    private static func edited(_ cast: Cast) -> Stamp {
        Stamp(time: Cast.time.advanced(by: .seconds(-60)), counter: 3, device: cast.phone.id)
    }

    private static let document =
        #"{"answer":{"at":1767225600000,"isFinished":false,"number":1,"prompt":"founding/first-word","#
        + #""question":"What was the first word that came to you when we met?","text":"Finally."}}"#

    private static func answer(_ name: String, escrow: Bool, _ cast: Cast) throws -> JSONTree {
        let (record, escrowed, contentKey) = try sealed(name, escrow: escrow, cast)
        guard let commitment = record.header.commitment, let ownKey = record.ownKey else { throw JSONTree.NotThere(what: name) }
        let plaintext = Bytes(document.utf8)
        let ownBinding = binding("twofold/own-key/v1", record.header, commitment)
        var ring = KeyRing()
        ring.add(try holding(cast.personal, .personal, cast), key: cast.personal)
        let opening =
            try escrowed
            ?? RecordEncryptor(keys: cast.phone.keys, random: .seeded(23)).makeOpening(
                record, partnerCommitment: Commitment(validated: .counting(from: 0xCC)), ring: ring, couple: cast.couple)
        return try RecordVectors.described(record, name, cast).with([
            "document": .text(document), "contentKey": .hex(contentKey.bytes),
            "committed": .hex(committed(cast.ada, cast.round, contentKey, plaintext)), "commitment": .hex(commitment),
            "padded": .hex(Padding.pad(plaintext)), "nonce": .hex(Bytes(record.body.bytes.prefix(12))),
            "associatedData": .hex(record.header.associatedData),
            "ownKey": [
                "edits": escrow ? .null : try .wire(edited(cast)),
                "plaintext": .hex(try Cipher.decrypt(ownKey.sealed.bytes, under: cast.personal, binding: ownBinding)),
                "nonce": .hex(Bytes(ownKey.sealed.bytes.prefix(12))), "associatedData": .hex(ownBinding),
                "sealed": .hex(ownKey.sealed),
            ],
            "opening": [
                "opening": try .wire(opening), "signing": .hex(try cast.device(opening.device).card.signing),
                "nonce": .hex(Bytes(opening.wrapped.sealed.bytes.prefix(12))),
                "associatedData": .hex(binding("twofold/opening-key/v1", record.header, commitment)),
                "sealed": .hex(opening.wrapped.sealed), "signed": .hex(opening.signedContent.bytes),
                "digest": .hex(opening.digest),
            ],
        ])
    }

    private static func binding(_ label: String, _ header: RecordHeader, _ commitment: Commitment) -> Bytes {
        var writer = CanonicalWriter(label)
        writer.append(header.couple)
        writer.append(header.author)
        writer.append(header.round)
        writer.append(commitment)
        return writer.bytes
    }

    private static func holding(_ key: SecretKey, _ purpose: KeyPurpose, _ cast: Cast) throws -> KeyGrant {
        try KeyGrant(
            couple: cast.coupleID, purpose: purpose, epoch: 0, key: key.id, author: cast.ada, device: cast.desk.id, sealed: [],
            signedWith: cast.desk.keys.signing)
    }

    /// A revealed record that isn't an answer: everything is validly signed, and it must not be shown.
    private static func refused(_ good: Record, _ contentKey: SecretKey, _ cast: Cast) throws -> [JSONTree] {
        let words = Bytes(document.utf8)
        let others = Bytes(document.replacing("Finally.", with: "Never.").utf8)
        guard let commitment = good.header.commitment else { throw JSONTree.NotThere(what: "commitment") }
        func forged(
            _ name: String, _ why: String, words: Bytes, contentKey: SecretKey, opens: Commitment, boundTo: Commitment? = nil
        ) throws -> JSONTree {
            let body = Blob(
                try Cipher.encrypt(Padding.pad(words), under: contentKey, binding: good.header.associatedData, random: .seeded(31)))
            let header = HeaderFields(good.header).header(of: body)
            let record = try Record(header: header, body: body, ownKey: good.ownKey, signedWith: cast.desk.keys.signing)
            let wrapped = WrappedContentKey(
                key: cast.couple.id,
                sealed: Blob(
                    try Cipher.encrypt(
                        contentKey.bytes, under: cast.couple, binding: binding("twofold/opening-key/v1", header, boundTo ?? opens),
                        random: .seeded(32))))
            let opening = try Opening(
                couple: cast.coupleID, round: cast.round, author: cast.ada, device: cast.desk.id, commitment: opens,
                partnerCommitment: nil, wrapped: wrapped, signedWith: cast.desk.keys.signing)
            return ["name": .text(name), "why": .text(why), "record": try .wire(record), "opening": try .wire(opening)]
        }
        let other = Commitment(validated: commitment.bytes.changed(at: 31))
        return [
            try forged(
                "other words under the same commitment", "commitment", words: others, contentKey: contentKey, opens: commitment),
            try forged(
                "another content key", "commitment", words: words, contentKey: .counting(from: 0x11), opens: commitment),
            try forged("an opening of another version", "commitment", words: words, contentKey: contentKey, opens: other),
            try forged(
                "a wrapped key taken from another version", "authentic", words: words, contentKey: contentKey, opens: commitment,
                boundTo: other),
        ]
    }
}
