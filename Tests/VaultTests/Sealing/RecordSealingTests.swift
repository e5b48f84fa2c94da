import Models
import Support
import Testing
import Vault

@Suite("Sealing records")
struct RecordSealingTests {
    private let keys: DeviceKeys
    private let secret = Sample.secret(9)
    private let opener: RecordDecryptor
    private let draft: HeaderFields

    init() throws {
        keys = try Sample.keys(1)
        let grant = try KeyGrant(
            couple: Sample.id(1), purpose: .personal, epoch: 0, key: secret.id, author: Sample.id(3), device: Sample.id(6),
            sealed: [],
            signedWith: keys.signing)
        var ring = KeyRing()
        ring.add(grant, key: secret)
        opener = RecordDecryptor(ring: ring)
        let (device, key) = (keys.card(.machine).id, secret.id)
        draft = HeaderFields().with { ($0.device, $0.key) = (device, key) }
    }

    private var sealer: RecordEncryptor { RecordEncryptor(keys: keys, random: RandomSource(seed: 5)) }

    @Test(arguments: [0, 1, 300, 5000]) func `words come back, from a record without a flaw`(count: Int) throws {
        let words = Bytes(repeating: 0x41, count: count)
        let record = try sealer.encrypt(words, as: draft.header, under: secret)
        try record.check(signedBy: keys.card(.machine))
        #expect(try opener.decrypt(header: record.header, body: record.body) == words)
        #expect(record.ownKey == nil)
        #expect(record.body.count == Padme.paddedLength(count + 4) + 28)
    }

    @Test func `the body shows nothing of the words`() throws {
        let words = Bytes(repeating: 0x41, count: 300)
        let body = try sealer.encrypt(words, as: draft.header, under: secret).body.bytes
        #expect(body.split(separator: 0x41, omittingEmptySubsequences: false).count < 20)
        let source = RandomSource(seed: 6)
        let twice = try (0..<2).map { _ in
            try RecordEncryptor(keys: keys, random: source).encrypt(words, as: draft.header, under: secret).body
        }
        #expect(twice[0] != twice[1])
    }

    @Test(arguments: 0..<11) func `a header that was altered does not fit the body`(index: Int) throws {
        let record = try sealer.encrypt([1, 2, 3], as: draft.header, under: secret)
        let altered = HeaderFields(record.header).altered[index].header
        #expect(altered != record.header)
        #expect(throws: VaultError.notAuthentic) { try opener.decrypt(header: altered, body: record.body) }
        #expect(throws: RecordError.self) {
            try Record(header: altered, signature: record.signature, body: record.body).check(signedBy: keys.card(.machine))
        }
    }

    @Test func `a body of another record does not fit`() throws {
        let record = try sealer.encrypt([1], as: draft.header, under: secret)
        let other = try sealer.encrypt([2], as: draft.with { $0.id = Sample.id(70) }.header, under: secret)
        #expect(throws: VaultError.notAuthentic) { try opener.decrypt(header: record.header, body: other.body) }
        #expect(throws: VaultError.notAuthentic) { try opener.decrypt(header: record.header, body: .empty) }
    }

    @Test func `without the key it stays closed`() throws {
        let record = try sealer.encrypt([1], as: draft.header, under: secret)
        #expect(throws: VaultError.keyMissing) {
            try RecordDecryptor(ring: KeyRing()).decrypt(header: record.header, body: record.body)
        }
        let unnamed = HeaderFields(record.header).with { $0.key = nil }.header
        #expect(throws: VaultError.keyMissing) { try opener.decrypt(header: unnamed, body: record.body) }
    }

    @Test func `a tombstone is empty and signed`() throws {
        let record = try sealer.tombstone(draft.with { ($0.isDeleted, $0.key) = (true, nil) }.header)
        try record.check(signedBy: keys.card(.machine))
        #expect(record.body.isEmpty)
    }
}
