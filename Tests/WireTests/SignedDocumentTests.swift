import Models
import Support
import Testing
import Wire

/// Existing signatures must stay valid: signed data can never change its form.
@Suite("Signed documents in golden files")
struct SignedDocumentTests {
    private let cards: [DeviceID: DeviceCard]
    private let files: [GoldenFile]

    init() throws {
        cards = Dictionary(uniqueKeysWithValues: try GoldenCouple().cards.map { ($0.id, $0) })
        files = try Golden.files()
    }

    @Test func `records stay signed`() throws {
        for record in try all(Record.self, in: "record-own", "record-shared", "record-sealed", "record-tombstone") {
            #expect(throws: Never.self) { try record.check(signedBy: card(record.header.device)) }
        }
    }

    @Test func `openings stay signed`() throws {
        for opening in try all(Opening.self, in: "opening-escrow", "opening-handshake") {
            #expect(opening.isValid(signedBy: try card(opening.device)))
        }
    }

    @Test func `grants stay signed`() throws {
        for grant in try all(
            KeyGrant.self, in: "key-grant-couple", "key-grant-personal", "key-grant-coupleSeed", "key-grant-personalSeed")
        {
            #expect(grant.isValid(signedBy: try card(grant.device)))
        }
    }

    @Test func `a log stays a log`() throws {
        let request = try #require(all(SessionRequest.self, in: "session-request").first)
        let logs = try request.logs.map { try DeviceLog(entries: $0) }
        #expect(logs[0].state.hasLeft)
        #expect(logs[1].state.pairedWith == logs[0].partner)
        #expect(request.couple?.bytes == logs[0].partner.bytes)
    }

    @Test func `sign-ins stay signed`() throws {
        for request in try all(SessionRequest.self, in: "session-request", "session-request-paper") {
            let content = request.challenge.signedContent(couple: request.couple, device: request.device)
            #expect(request.signature.isValid(for: content, by: try card(request.device).signing))
            let other = request.challenge.signedContent(couple: GoldenCouple.fixed(1), device: request.device)
            #expect(!request.signature.isValid(for: other, by: try card(request.device).signing))
        }
    }

    /// As stored in the files.
    private func all<Value: Decodable>(_ type: Value.Type, in names: String...) throws -> [Value] {
        try names.map { name in
            try WireJSON.decode(type, from: #require(files.first { $0.name == name }).read())
        }
    }

    private func card(_ device: DeviceID) throws -> DeviceCard { try #require(cards[device]) }
}
