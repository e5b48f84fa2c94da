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

    @Test(arguments: StoreKind.allCases)
    func `are full but for the last, and say whether there is more`(_ kind: StoreKind) async throws {
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

    @Test(arguments: StoreKind.allCases)
    func `do not send back what the same request wrote, but do send what came of it`(_ kind: StoreKind) async throws {
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

    @Test(arguments: StoreKind.allCases)
    func `bring another machine of the same partner everything, drafts and keys included`(_ kind: StoreKind) async throws {
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

    @Test(arguments: StoreKind.allCases)
    func `hold no more octets than is stated, and one change at least`(_ kind: StoreKind) async throws {
        let limit = 4_000
        var couple = try await kind.server(limits: Limits(replyBytes: limit)).couple()
        var expected: [RecordID] = []
        // 9,000 bytes are more than a page has room for.
        for (count, size) in [100, 2_000, 9_000, 300, 300, 9_000, 1_200, 500, 10, 10].enumerated() {
            let body = Bytes(repeating: UInt8(count), count: size)
            let record = try couple.first.partner.record(.shared, at: couple.now, counter: UInt32(count), body: body)
            expected.append(record.header.id)
            try await couple.first.pull([.record(RecordWrite(record: record))])
        }
        var fresh = TestClient(server: couple.second.server, partner: couple.second.partner, token: couple.second.token)
        var changes: [Change] = []
        var alone = 0
        repeat {
            let page = try await fresh.sync()
            #expect(!page.changes.isEmpty)
            let octets = try WireJSON.encode(page.changes).count
            #expect(octets <= limit || page.changes.count == 1)
            if octets > limit { alone += 1 }
            changes += page.changes
            guard page.more else { break }
        } while changes.count < 100
        #expect(alone == 2)
        #expect(changes.records.map(\.header.id) == expected)
    }

    @Test(arguments: StoreKind.allCases) func `end on the very octet that is the last`(_ kind: StoreKind) async throws {
        // The same size as every record of the test.
        let sample = try TestPartner(random: SeededRandom(seed: 7)).record(.shared, at: TestClock.start)
        let one = RecordChange(
            header: sample.header, signature: sample.signature, body: sample.body, ownKey: nil, opening: nil, phase: nil
        ).encodedSize()
        for (missing, count) in [(0, 4), (1, 3)] {
            var couple = try await kind.server(limits: Limits(replyBytes: 4 * one - missing)).couple()
            var expected: [RecordID] = []
            for count in 0..<4 {
                let record = try couple.first.partner.record(.shared, at: couple.now, counter: UInt32(count))
                expected.append(record.header.id)
                try await couple.first.pull([.record(RecordWrite(record: record))])
            }
            let page = try await couple.second.sync()
            #expect(page.changes.count == count)
            #expect(page.more == (count < 4))
            let next = try await couple.second.sync()
            #expect((page.changes + next.changes).records.map(\.header.id) == expected)
            #expect(!next.more)
        }
    }

    @Test(arguments: StoreKind.allCases) func `of a log come with the box, part by part`(_ kind: StoreKind) async throws {
        let limit = 5_000
        let server = try kind.server(limits: Limits(replyBytes: limit))
        let partner = try TestPartner(random: server.random)
        var inviter = try await server.client(partner, logs: [partner.log.entries])
        for _ in 0..<40 { try await inviter.pull([inviter.partner.append(.add(card: TestDevice().card, retiring: nil))]) }
        let locator: Locator = server.random.value()
        try await inviter.pull([inviter.partner.box(.invitation, locator: locator)])
        var log: [LogEntry] = []
        var parts = 0
        while true {
            let part = try await server.exchange.readBox(BoxReadRequest(locator: locator, from: log.count))
            #expect(try WireJSON.encode(part.log).count <= limit && !part.log.isEmpty)
            log += part.log
            parts += 1
            guard part.continues == true, parts < 100 else { break }
        }
        #expect(parts > 1)
        #expect(log == inviter.partner.log.entries)
        let beyond = try await server.exchange.readBox(BoxReadRequest(locator: locator, from: .max))
        #expect(beyond.log.isEmpty && beyond.continues != true)
    }
}
