import Models
import ServerCore
import Support
import Testing
import Wire

@Suite("Pages of a feed")
struct PagingTests {
    @Test(arguments: 1...7) func `lose nothing and repeat nothing, wherever they end`(_ size: Int) async throws {
        for kind in StoreKind.allCases {
            var couple = try await kind.server(limits: Limits(changes: size)).couple()
            var expected: [RecordID] = []
            for count in 0..<6 {
                let record = try couple.first.partner.record(.shared, at: couple.now, counter: UInt32(count))
                expected.append(record.header.id)
                try await couple.first.pull([.record(RecordWrite(record: record))])
                var fresh = TestClient(server: couple.second.server, partner: couple.second.partner, token: couple.second.token)
                let pulled = try await fresh.pull().changes
                #expect(pulled.records.map(\.header.id) == expected)
                #expect(pulled.count == expected.count + couple.second.received.count)
            }
        }
    }

    @Test(arguments: StoreKind.allCases) func `are full but for the last, and say whether there is more`(_ kind: StoreKind)
        async throws
    {
        var couple = try await kind.server(limits: Limits(changes: 2)).couple()
        let writes = try (0..<4).map {
            Write.record(RecordWrite(record: try couple.first.partner.record(.shared, at: couple.now, counter: UInt32($0))))
        }
        try await couple.first.pull(writes)
        let first = try await couple.second.sync()
        #expect(first.changes.count == 2 && first.more)
        let second = try await couple.second.sync()
        #expect(second.changes.count == 2 && !second.more)
        let third = try await couple.second.sync()
        #expect(third.changes.isEmpty && !third.more)
    }

    @Test(arguments: StoreKind.allCases) func `do not send back what the same request wrote, but do send what came of it`(
        _ kind: StoreKind
    ) async throws {
        var couple = try await kind.server(limits: Limits(changes: 2)).couple()
        let round = couple.round()
        try await couple.second.pull([couple.second.partner.seal(round, at: couple.now)])
        let note = try couple.first.partner.record(.shared, at: couple.now)
        let response = try await couple.first.pull([
            .record(RecordWrite(record: note)), couple.first.partner.seal(round, at: couple.now),
        ])
        #expect(!response.changes.records.contains { $0.header.id == note.header.id })
        #expect(response.changes.records.filter { $0.phase == .revealed }.count == 2)
    }

    @Test(arguments: StoreKind.allCases) func `bring another machine of the same partner everything, drafts and keys included`(
        _ kind: StoreKind
    ) async throws {
        var couple = try await kind.server().couple()
        let draft = try couple.first.partner.record(.own, at: couple.now)
        let key = try couple.first.partner.grant(.personal, to: [couple.first.partner.device.id])
        try await couple.first.pull([.record(RecordWrite(record: draft)), .grant(key)])
        let other = try await couple.first.linked()
        #expect(other.records[draft.header.id]?.body == draft.body)
        #expect(other.received.contains(.grant(key)))
        try await couple.second.pull()
        #expect(couple.second.records[draft.header.id] == nil)
        #expect(!couple.second.received.contains(.grant(key)))
    }
}
