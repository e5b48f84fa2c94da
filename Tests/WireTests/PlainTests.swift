import Foundation
import Models
import Support
import Testing
import Wire

/// What is read and written without a JSON decoder and encoder, held against them.
@Suite("Plain documents")
struct PlainTests {
    private static let cursor = Cursor(validated: Bytes(repeating: 0xFB, count: Cursor.byteCount))

    private static func requests() throws -> [SyncRequest] {
        let couple = try GoldenCouple()
        let writes: [Write] = try [
            .record(RecordWrite(record: couple.record(.own))), .record(RecordWrite(record: couple.record(.shared, owner: .couple))),
            .record(RecordWrite(record: couple.record(.own, deleted: true))),
            .record(RecordWrite(record: couple.answer(), opening: couple.opening(), offered: true)),
            .opening(couple.opening(seeing: GoldenCouple.fixed(0x44))),
        ]
        return [
            SyncRequest(cursor: nil, furthest: nil, offering: true, writes: []),
            SyncRequest(cursor: cursor, furthest: cursor, offering: false, writes: []),
            SyncRequest(cursor: cursor, furthest: cursor, offering: false, writes: writes),
        ] + writes.map { SyncRequest(cursor: nil, furthest: cursor, offering: false, writes: [$0]) }
    }

    /// By the decoder alone.
    private func decoded<Value: Decodable>(_ type: Value.Type, _ data: Data) -> Value? { try? WireJSON.decode(type, from: data) }

    /// By the encoder alone.
    private func encoded(_ value: some Encodable) throws -> Data { try WireJSON.encode(value) }

    @Test func `a request is read as the decoder reads it`() throws {
        for request in try Self.requests() {
            let data = try WireJSON.encode(request)
            #expect(try WireJSON.decode(SyncRequest.self, from: data) == request)
            #expect(decoded(SyncRequest.self, data) == request)
        }
    }

    @Test func `a request with one octet changed, lost or added is read or refused as the decoder does`() throws {
        for request in try Self.requests() {
            let data = try WireJSON.encode(request)
            let step = max(1, data.count / 50)
            for (number, octet) in Array(#"" 01-/{},=tA\"#.utf8).enumerated() {
                for place in stride(from: number % step, through: data.count, by: step) {
                    let (before, rest) = (data.prefix(place), data.dropFirst(place))
                    expectAgreement(on: before + Data([octet]) + rest)
                    expectAgreement(on: before + Data([octet]) + rest.dropFirst())
                    if number == 0 { expectAgreement(on: before + rest.dropFirst()) }
                }
            }
        }
    }

    @Test(arguments: [
        (#""counter":"#, #""counter":0"#), (#""counter":"#, #""counter":-"#), (#""counter":"#, #""counter":99999999999"#),
        (#""time":"#, #""time":00"#), (#""time":"#, #""time":9999999999"#), (#""offering":false"#, #""offering":null"#),
        (#""cursor":"#, #""cursor":null,"x":"#), (#"/"#, #"\/"#), (#"=""#, #"""#), (#"="}"#, #""}"#), (#"}]}"#, #"}]} "#),
        (#"}]}"#, #"}],"x":1}"#),
        (#"[{"#, #"[{"x":1,"#), (#""own""#, #""Own""#), (#"},{"#, #"},,{"#),
    ])
    func `a request with another spelling is read or refused as the decoder does`(text: String, other: String) throws {
        let documents = try Self.requests().map { String(decoding: try WireJSON.encode($0), as: UTF8.self) }
        #expect(documents.contains { $0.contains(text) })
        for document in documents { expectAgreement(on: Data(document.replacingOccurrences(of: text, with: other).utf8)) }
    }

    private func expectAgreement(on data: Data) {
        let plain = try? WireJSON.decode(SyncRequest.self, from: data)
        #expect(plain == decoded(SyncRequest.self, data), "\(String(decoding: data, as: UTF8.self))")
    }

    @Test func `a reply is written as the encoder writes it`() throws {
        let outcomes: [[Outcome]] = [[], [.applied], [.superseded, .locked, .applied], [.applied, .refused(.badSignature)]]
        for (outcomes, more) in zip(outcomes + outcomes, [false, true, false, true, true, false, true, false]) {
            let reply = SyncResponse(
                time: Instant(milliseconds: more ? 0 : 1_780_000_000_000), outcomes: outcomes, changes: [], cursor: Self.cursor,
                furthest: Cursor(validated: Bytes(repeating: 7, count: Cursor.byteCount)), more: more)
            #expect(try WireJSON.encode(reply) == encoded(reply))
        }
    }

    @Test func `changes of each kind are written as the encoder writes them`() throws {
        let couple = try GoldenCouple()
        let bodies: [Change] = try (0...4).map { length in
            let record = try couple.record(.shared, owner: .couple, body: Blob(Bytes(repeating: 0xFF, count: length)))
            return .record(
                RecordChange(
                    header: record.header, signature: record.signature, body: record.body, ownKey: nil,
                    opening: try couple.opening(seeing: GoldenCouple.fixed(0x44)), phase: .frozen))
        }
        let changes = try Golden.files().compactMap { $0.value as? Change } + bodies
        #expect(changes.count > 10)
        for changes in [changes] + changes.map({ [$0] }) {
            let reply = SyncResponse(
                time: Instant(milliseconds: 1), outcomes: [], changes: changes, cursor: Self.cursor, furthest: Self.cursor,
                more: true)
            #expect(try WireJSON.encode(reply) == encoded(reply))
        }
    }
}
