import Models
import Support
import Testing
import Vault

@Suite("Vectors: records and answers")
struct RecordVectorTests {
    private let cast: Cast

    init() throws { cast = try Cast() }

    @Test func `records are believed, and open`() throws {
        for vector in try VectorFile.records.read()("records").elements {
            let record: Record = try vector("record").decoded()
            try record.check(signedBy: cast.device(record.header.device).card)
            #expect(try record.header.digest == vector("digest").value())
            guard !record.header.isDeleted else { continue }
            let words = try opener(vector("key").octets).decrypt(header: record.header, body: record.body)
            #expect(try words == Bytes(vector("document").string.utf8))
        }
    }

    @Test func `records that are none are refused for what is wrong with them`() throws {
        for vector in try VectorFile.records.read()("refused").elements {
            let record: Record = try vector("record").decoded()
            let card: DeviceCard = try vector("card").decoded()
            let why = try #require(RecordError(rawValue: vector("why").string))
            #expect(throws: why, "\(vector.title)") { try record.check(signedBy: card) }
        }
    }

    @Test func `records that are signed and bound to something else do not open`() throws {
        for vector in try VectorFile.records.read()("unopenable").elements {
            let record: Record = try vector("record").decoded()
            try record.check(signedBy: cast.device(record.header.device).card)
            let key = try vector("key").octets
            #expect(throws: (any Error).self, "\(vector.title)") {
                try opener(key, as: record.header.key).decrypt(header: record.header, body: record.body)
            }
        }
    }

    @Test func `answers open by own key and by opening`() throws {
        let file = try VectorFile.answers.read()
        for vector in try file("answers").elements {
            let record: Record = try vector("record").decoded()
            let opening: Opening = try vector("opening")("opening").decoded()
            try record.check(signedBy: cast.device(record.header.device).card)
            #expect(try opening.isValid(signedBy: cast.device(opening.device).card))
            let words = try Bytes(vector("document").string.utf8)
            let own = try opener(file("personal").octets)
            #expect(try own.decryptOwnAnswer(record) == words)
            let edits: Stamp? = try vector("ownKey")("edits").decoded()
            #expect(try own.edits(ofOwn: record) == edits)
            #expect(
                try opener(file("couple").octets).decryptAnswer(header: record.header, body: record.body, opening: opening) == words
            )
            #expect(throws: VaultError.keyMissing) { try opener(file("couple").octets).decryptOwnAnswer(record) }
        }
    }

    @Test func `what is no answer is not shown, however well it is signed`() throws {
        let file = try VectorFile.answers.read()
        for vector in try file("refused").elements {
            let record: Record = try vector("record").decoded()
            let opening: Opening = try vector("opening").decoded()
            try record.check(signedBy: cast.desk.card)
            #expect(opening.isValid(signedBy: cast.desk.card))
            let why: VaultError = try vector("why").string == "commitment" ? .commitmentBroken : .notAuthentic
            #expect(throws: why, "\(vector.title)") {
                try opener(file("couple").octets).decryptAnswer(header: record.header, body: record.body, opening: opening)
            }
        }
    }

    /// - Parameter id: an id other than the key's own, to try the wrong key.
    private func opener(_ octets: Bytes, as id: KeyID? = nil) throws -> RecordDecryptor {
        let key = try #require(SecretKey(bytes: octets))
        var ring = KeyRing()
        let grant = try KeyGrant(
            couple: cast.coupleID, purpose: .personal, epoch: 0, key: id ?? key.id, author: cast.ada, device: cast.desk.id,
            sealed: [],
            signedWith: cast.desk.keys.signing)
        ring.add(grant, key: key)
        return RecordDecryptor(ring: ring)
    }
}
