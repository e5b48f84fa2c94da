import Models
import ServerCore
import Support
import Testing
import Wire

/// Lists that rarely fill a page: withdrawals, and what a code on paper sees in a feed full of records.
@Suite("Rare lists that go on beyond a page")
struct RareListTests {
    @Test(arguments: StoreKind.allCases, 1...4)
    func `every seal that was seen and is withdrawn comes down as a tombstone, once`(_ kind: StoreKind, _ size: Int) async throws {
        var couple = try await kind.server(limits: Limits(changes: size)).couple()
        let rounds = (0..<9).map { _ in couple.round() }
        for round in rounds { try await couple.first.pull([couple.first.partner.seal(round, at: couple.now)]) }
        try await couple.second.pull()
        #expect(couple.second.records.values.filter { $0.phase == .sealed }.count == 9)
        for round in rounds {
            try await couple.first.pull([couple.first.partner.withdraw(round, at: couple.now.advanced(by: .seconds(1)))])
        }
        // A few ordinary changes are among them, and come afterwards.
        let note = try couple.first.partner.record(.shared, at: couple.now.advanced(by: .seconds(2)))
        try await couple.first.pull([.record(RecordWrite(record: note))])
        let changes = try await couple.second.pull().changes.records
        let tombstones = changes.filter { $0.header.isDeleted }.map(\.header.id)
        #expect(tombstones.count == 9)
        #expect(Set(tombstones) == Set(rounds.map { .answer(of: $0, by: couple.first.partner.id) }))
        #expect(changes.last?.header.id == note.header.id)
        #expect(try await couple.second.pull().changes.isEmpty)
    }

    @Test(arguments: StoreKind.allCases, 1...4)
    func `seals that were sealed once more in between come as seals, however many withdrawals there are`(
        _ kind: StoreKind, _ size: Int
    ) async throws {
        var couple = try await kind.server(limits: Limits(changes: size)).couple()
        let rounds = (0..<6).map { _ in couple.round() }
        for round in rounds { try await couple.first.pull([couple.first.partner.seal(round, at: couple.now)]) }
        try await couple.second.pull()
        for (index, round) in rounds.enumerated() {
            try await couple.first.pull([couple.first.partner.withdraw(round, at: couple.now.advanced(by: .seconds(1)))])
            guard index % 2 == 0 else { continue }
            try await couple.first.pull([couple.first.partner.seal(round, at: couple.now.advanced(by: .seconds(2)))])
        }
        try await couple.second.pull()
        for (index, round) in rounds.enumerated() {
            let belief = couple.second.belief(of: round, by: couple.first.partner.id)
            #expect(belief?.header.isDeleted == (index % 2 != 0), "\(index)")
        }
    }

    @Test(arguments: StoreKind.allCases, 1...3)
    func `a code on paper is sent every entry and every key, however many records lie between`(_ kind: StoreKind, _ size: Int)
        async throws
    {
        var couple = try await kind.server(limits: Limits(changes: size)).couple()
        let kit = TestDevice(kind: .kit)
        var keys: [KeyGrant] = []
        try await couple.first.pull([couple.first.partner.append(.add(card: kit.card, retiring: nil))])
        for number in 0..<5 {
            let notes = try (0..<4).map {
                Write.record(
                    RecordWrite(record: try couple.first.partner.record(.shared, at: couple.now, counter: UInt32(number * 9 + $0))))
            }
            let key = try couple.first.partner.grant(.personal, to: [kit.id], epoch: Int64(number))
            keys.append(key)
            let entry = try couple.first.partner.append(.add(card: TestDevice().card, retiring: nil))
            try await couple.first.pull(notes + [.grant(key), entry])
        }
        let paper = couple.first.partner.at(kit)
        var client = try await couple.first.server.client(paper)
        let changes = try await client.pull().changes
        #expect(changes.records.isEmpty)
        #expect(changes.compactMap { if case .grant(let grant) = $0, grant.purpose == .personal { grant } else { nil } } == keys)
        let entries = changes.compactMap { change -> EntryHash? in
            guard case .entry(let change) = change, change.partner == paper.id else { return nil }
            return change.entry.hash
        }
        #expect(entries == couple.first.partner.log.entries.map(\.hash))
    }
}
