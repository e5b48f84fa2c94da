import Models
import Support
import Testing

@Suite("Record")
struct RecordTests {
    private let device: TestDevice
    private let body = Blob([1, 2, 3])
    private let ownKey = WrappedContentKey(key: Sample.id(9), sealed: Blob([4]))

    init() throws { device = try TestDevice(1) }

    @Test func `a record that its device signed has no flaw`() throws {
        try record(.own).check(signedBy: device.card)
        try record(.sealed, ownKey: ownKey).check(signedBy: device.card)
        try record(.own.with { ($0.isDeleted, $0.key) = (true, nil) }, body: .empty).check(signedBy: device.card)
        try record(.sealed.with { ($0.isDeleted, $0.commitment) = (true, nil) }, body: .empty).check(signedBy: device.card)
    }

    @Test func `its shape is looked at`() throws {
        expect(.foreignRound, try record(.sealed.with { $0.id = Sample.id(20) }, ownKey: ownKey))
        expect(.fieldsDoNotFitVisibility, try record(.own.with { $0.key = nil }))
    }

    @Test func `a body belongs to all but tombstones`() throws {
        expect(.fieldsDoNotFitVisibility, try record(.own, body: .empty))
        expect(.fieldsDoNotFitVisibility, try record(.own.with { ($0.isDeleted, $0.key) = (true, nil) }))
    }

    @Test func `an own key belongs to answers alone`() throws {
        expect(.fieldsDoNotFitVisibility, try record(.own, ownKey: ownKey))
        expect(.fieldsDoNotFitVisibility, try record(.sealed))
        expect(
            .fieldsDoNotFitVisibility,
            try record(.sealed.with { ($0.isDeleted, $0.commitment) = (true, nil) }, body: .empty, ownKey: ownKey))
    }

    @Test func `another body is found out`() throws {
        let signed = try record(.own)
        expect(.bodyDoesNotMatchHash, Record(header: signed.header, signature: signed.signature, body: Blob([1, 2, 4])))
    }

    @Test func `another signer, another device, another header: none is believed`() throws {
        let (other, signed) = (try TestDevice(2), try record(.own))
        #expect(throws: RecordError.badSignature) { try signed.check(signedBy: other.card) }
        expect(.badSignature, try Record(header: signed.header, body: body, signedWith: other.signing))
        let header = HeaderFields.own.with { ($0.device, $0.bodyHash, $0.counter) = (device.id, BodyHash(ofBody: body), 6) }.header
        expect(.badSignature, Record(header: header, signature: signed.signature, body: body))
        var broken = signed.signature.bytes
        broken[0] ^= 1
        expect(.badSignature, Record(header: signed.header, signature: Signature(validated: broken), body: body))
    }

    private func record(_ fields: HeaderFields, body: Blob? = nil, ownKey: WrappedContentKey? = nil) throws -> Record {
        let body = body ?? self.body
        let header = fields.with { ($0.device, $0.bodyHash) = (device.id, BodyHash(ofBody: body)) }.header
        return try Record(header: header, body: body, ownKey: ownKey, signedWith: device.signing)
    }

    private func expect(
        _ flaw: RecordError, _ record: @autoclosure () throws -> Record, at location: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: flaw, sourceLocation: location) { try record().check(signedBy: device.card) }
    }
}
