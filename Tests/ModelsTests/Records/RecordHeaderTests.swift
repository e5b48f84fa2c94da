import Models
import Support
import Testing

@Suite("Record header")
struct RecordHeaderTests {
    typealias Change = (name: String, apply: @Sendable (inout HeaderFields) -> Void)

    private static let changes: [Change] = [
        ("couple", { $0.couple = Sample.id(99) }),
        ("id", { $0.id = Sample.id(99) }),
        ("class", { $0.visibility = .shared }),
        ("owner", { $0.owner = .couple }),
        ("author", { $0.author = Sample.id(99) }),
        ("time", { $0.time = Instant(milliseconds: 99) }),
        ("counter", { $0.counter = 99 }),
        ("device", { $0.device = Sample.id(99) }),
        ("isDeleted", { $0.isDeleted.toggle() }),
        ("round", { $0.round = Sample.id(99) }),
        ("commitment", { $0.commitment = Sample.id(99) }),
        ("key", { $0.key = Sample.id(99) }),
        ("no key", { $0.key = nil }),
    ]

    @Test(arguments: changes.indices) func `each field is signed, and bound to the body`(_ index: Int) {
        for fields in [HeaderFields.own, .sealed] {
            let header = fields.header
            let changed = fields.with(Self.changes[index].apply).header
            guard changed != header else { continue }
            #expect(changed.signedContent.bytes != header.signedContent.bytes)
            #expect(changed.associatedData != header.associatedData)
            #expect(changed.digest != header.digest)
        }
    }

    @Test func `the hash of the body is signed, but not bound to the body`() {
        let (header, other) = (HeaderFields.own.header, HeaderFields.own.with { $0.bodyHash = Sample.id(99) }.header)
        #expect(header.signedContent.bytes != other.signedContent.bytes)
        #expect(header.associatedData == other.associatedData)
    }

    @Test(arguments: [
        HeaderFields.own, .own.with { ($0.isDeleted, $0.key) = (true, nil) },
        .shared, .shared.with { $0.owner = .couple }, .shared.with { ($0.isDeleted, $0.key) = (true, nil) },
        .sealed, .sealed.with { ($0.isDeleted, $0.commitment) = (true, nil) },
        .own.with { $0.time = Instant(milliseconds: 0) }, .own.with { $0.time = Instant(milliseconds: 253_402_300_799_999) },
    ])
    func `each class has a shape`(_ fields: HeaderFields) throws {
        try fields.header.checkShape()
    }

    @Test(arguments: [
        (HeaderFields.own.with { $0.round = Sample.id(7) }, RecordError.fieldsDoNotFitVisibility),
        (.own.with { $0.commitment = Sample.id(8) }, .fieldsDoNotFitVisibility),
        (.own.with { $0.key = nil }, .fieldsDoNotFitVisibility),
        (.own.with { $0.isDeleted = true }, .fieldsDoNotFitVisibility),
        (.own.with { $0.owner = .couple }, .fieldsDoNotFitVisibility),
        (.shared.with { $0.round = Sample.id(7) }, .fieldsDoNotFitVisibility),
        (.shared.with { $0.commitment = Sample.id(8) }, .fieldsDoNotFitVisibility),
        (.shared.with { $0.key = nil }, .fieldsDoNotFitVisibility),
        (.sealed.with { $0.round = nil }, .fieldsDoNotFitVisibility),
        (.sealed.with { $0.commitment = nil }, .fieldsDoNotFitVisibility),
        (.sealed.with { $0.isDeleted = true }, .fieldsDoNotFitVisibility),
        (.sealed.with { $0.key = Sample.id(9) }, .fieldsDoNotFitVisibility),
        (.sealed.with { $0.owner = .couple }, .fieldsDoNotFitVisibility),
        (.sealed.with { $0.round = Sample.id(70) }, .foreignRound),
        (.sealed.with { $0.author = Sample.id(30) }, .foreignRound),
        (.sealed.with { $0.id = Sample.id(20) }, .foreignRound),
        (.own.with { $0.time = Instant(milliseconds: -1) }, .impossibleStamp),
        (.shared.with { $0.time = Instant(milliseconds: 253_402_300_800_000) }, .impossibleStamp),
        (.sealed.with { ($0.isDeleted, $0.commitment, $0.time) = (true, nil, Instant(milliseconds: .max)) }, .impossibleStamp),
    ])
    func `a field too many or too few is a flaw`(_ fields: HeaderFields, _ flaw: RecordError) {
        #expect(throws: flaw) { try fields.header.checkShape() }
    }

    @Test func `an answer has one id for each round and author`() {
        let ids: [RecordID] = [
            .answer(of: Sample.id(1), by: Sample.id(2)), .answer(of: Sample.id(2), by: Sample.id(1)),
            .answer(of: Sample.id(1), by: Sample.id(1)),
        ]
        #expect(Set(ids).count == ids.count)
        #expect(ids[0] == .answer(of: Sample.id(1), by: Sample.id(2)))
    }
}
