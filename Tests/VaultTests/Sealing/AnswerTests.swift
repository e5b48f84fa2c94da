import Models
import Support
import Testing
import Vault

@Suite("Sealing answers")
struct AnswerTests {
    private let bench: AnswerBench
    private let words = Bytes("The light in the kitchen.".utf8)

    init() throws { bench = try AnswerBench() }

    private var partner: RecordDecryptor { get throws { RecordDecryptor(ring: try bench.ring((.couple, bench.couple))) } }
    private var own: RecordDecryptor { get throws { RecordDecryptor(ring: try bench.ring((.personal, bench.personal))) } }

    @Test func `in escrow the author reads by their own key, the partner by the opening`() throws {
        let (record, sealed) = try bench.seal(words)
        let opening = try #require(sealed)
        try record.check(signedBy: bench.keys.card(.machine))
        #expect(opening.isValid(signedBy: bench.keys.card(.machine)))
        #expect(opening.commitment == record.header.commitment)
        #expect(opening.partnerCommitment == nil)
        #expect(try own.decryptOwnAnswer(record) == words)
        #expect(try partner.decryptAnswer(header: record.header, body: record.body, opening: opening) == words)
    }

    @Test func `in handshake no opening travels, and a later one names the partner's commitment`() throws {
        let (record, none) = try bench.seal(words, escrow: false)
        #expect(none == nil)
        let opening = try RecordEncryptor(keys: bench.keys, random: RandomSource(seed: 6)).makeOpening(
            record, partnerCommitment: Sample.id(44), ring: bench.ring((.personal, bench.personal)), couple: bench.couple)
        #expect(opening.partnerCommitment == Sample.id(44))
        #expect(opening.isValid(signedBy: bench.keys.card(.machine)))
        #expect(try partner.decryptAnswer(header: record.header, body: record.body, opening: opening) == words)
    }

    @Test func `neither key does the other's work`() throws {
        let (record, sealed) = try bench.seal(words)
        let opening = try #require(sealed)
        #expect(throws: VaultError.keyMissing) { try partner.decryptOwnAnswer(record) }
        #expect(throws: VaultError.keyMissing) { try own.decryptAnswer(header: record.header, body: record.body, opening: opening) }
        let withheld = Record(header: record.header, signature: record.signature, body: record.body)
        #expect(throws: VaultError.keyMissing) { try own.decryptOwnAnswer(withheld) }
        #expect(throws: VaultError.keyMissing) { try partner.decrypt(header: record.header, body: record.body) }
        #expect(throws: VaultError.keyMissing) {
            try RecordEncryptor(keys: bench.keys, random: RandomSource(seed: 6)).makeOpening(
                record, partnerCommitment: nil, ring: bench.ring((.couple, bench.couple)), couple: bench.couple)
        }
    }

    @Test func `each version has a content key and a commitment of its own`() throws {
        let random = RandomSource(seed: 8)
        let sealer = RecordEncryptor(keys: bench.keys, random: random)
        let records = try (0..<3).map { _ in
            try sealer.encryptAnswer(words, as: bench.draft.header, round: bench.round, personal: bench.personal, escrow: nil)
                .record
        }
        #expect(Set(records.map(\.header.commitment)).count == 3)
        #expect(Set(records.map(\.body)).count == 3)
    }

    @Test func `the length of a short answer does not show`() throws {
        let records = try [0, 10, 252].map { try bench.seal(Bytes(repeating: 0x41, count: $0)).record }
        #expect(Set(records.map(\.body.count)).count == 1)
    }

    // MARK: - Commitments
    @Test func `an author who cheats can only send what they committed to`() throws {
        let contentKey = SecretKey(random: RandomSource(seed: 5))
        let header = try bench.seal(words).record.header
        let honest = try bench.forge(header, words: words, contentKey: contentKey)
        #expect(try partner.decryptAnswer(header: header, body: honest.body, opening: honest.opening) == words)
        let otherWords = try bench.forge(header, words: words + [0x21], contentKey: contentKey)
        try expectBroken(header, otherWords)
        let otherKey = try bench.forge(header, words: words, contentKey: Sample.secret(99))
        try expectBroken(header, otherKey)
        let otherAuthor = HeaderFields(header).with { $0.author = Sample.id(33) }.header
        try expectBroken(otherAuthor, bench.forge(otherAuthor, words: words, contentKey: contentKey))
        let otherRound = HeaderFields(header).with { $0.round = Sample.id(77) }.header
        try expectBroken(otherRound, bench.forge(otherRound, words: words, contentKey: contentKey))
    }

    @Test func `an opening of another answer opens nothing`() throws {
        let (record, sealed) = try bench.seal(words)
        let opening = try #require(sealed)
        let later = try bench.seal(words, seed: 55)
        try expectBroken(record.header, (record.body, #require(later.opening)))
        for (couple, round, author) in [(9, 7, 3), (1, 9, 3), (1, 7, 9)] as [(UInt8, UInt8, UInt8)] {
            let foreign = Opening(
                couple: Sample.id(couple), round: Sample.id(round), author: Sample.id(author), device: opening.device,
                commitment: opening.commitment, partnerCommitment: nil, wrapped: opening.wrapped, signature: opening.signature)
            try expectBroken(record.header, (record.body, foreign))
        }
    }

    @Test func `a wrapped key opens under its own commitment alone`() throws {
        let (record, sealed) = try bench.seal(words)
        let (opening, other) = (try #require(sealed), try #require(bench.seal(words, seed: 55).opening))
        let grafted = Opening(
            couple: opening.couple, round: opening.round, author: opening.author, device: opening.device,
            commitment: opening.commitment, partnerCommitment: nil, wrapped: other.wrapped, signature: opening.signature)
        #expect(throws: VaultError.notAuthentic) {
            try partner.decryptAnswer(header: record.header, body: record.body, opening: grafted)
        }
        let swapped = Record(header: record.header, signature: record.signature, body: record.body, ownKey: opening.wrapped)
        let both = RecordDecryptor(ring: try bench.ring((.couple, bench.couple), (.personal, bench.personal)))
        #expect(throws: VaultError.notAuthentic) { try both.decryptOwnAnswer(swapped) }
    }

    @Test(arguments: 0..<11) func `a header that was altered opens neither way`(index: Int) throws {
        let (record, sealed) = try bench.seal(words)
        let opening = try #require(sealed)
        let altered = HeaderFields(record.header).altered[index].header
        #expect(altered != record.header)
        #expect(throws: VaultError.self) { try partner.decryptAnswer(header: altered, body: record.body, opening: opening) }
        let own = try own
        #expect(throws: VaultError.self) {
            try own.decryptOwnAnswer(Record(header: altered, signature: record.signature, body: record.body, ownKey: record.ownKey))
        }
    }

    private func expectBroken(
        _ header: RecordHeader, _ forged: (body: Blob, opening: Opening), at location: SourceLocation = #_sourceLocation
    ) throws {
        let partner = try partner
        #expect(throws: VaultError.commitmentBroken, sourceLocation: location) {
            try partner.decryptAnswer(header: header, body: forged.body, opening: forged.opening)
        }
    }
}
