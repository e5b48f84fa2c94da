import Catalogue
import ClientCore
import LocalStore
import Models
import Support
import Testing
import Wire

/// The lookups of a sync. A home in memory must give the same results.
@Suite("Lookups of a sync")
struct LookupTests {
    private func both(_ write: (any HomeWriter) throws -> Void, _ read: (any HomeReader) throws -> Void) throws {
        let (sqlite, memory) = (try SQLiteHome.inMemory(), MemoryHome())
        try sqlite.write(write)
        try sqlite.read(read)
        try memory.write(write)
        try memory.read(read)
    }

    @Test func `values are found by how their names begin`() throws {
        try both { transaction in
            for name in ["a", "b/2", "b/1", "b", "c"] { try transaction.setValue(Bytes(name.utf8), for: name) }
        } _: { transaction throws in
            #expect(try transaction.values(under: "b/").map(\.name) == ["b/1", "b/2"])
            #expect(try transaction.values(under: "b/").map(\.value) == [Bytes("b/1".utf8), Bytes("b/2".utf8)])
            #expect(try transaction.values(under: "d").isEmpty)
        }
    }

    @Test func `an entry and a grant are found by their hashes`() throws {
        let (entries, grants) = ([9, 3].map(HomeSamples.entry), try [1, 2].map { try HomeSamples.grant(epoch: $0) })
        try both { transaction in
            for entry in entries { try transaction.add(entry, of: HomeSamples.me) }
            for grant in grants { try transaction.add(grant) }
        } _: { transaction throws in
            #expect(try transaction.entry(entries[1].hash, of: HomeSamples.me) == entries[1])
            #expect(try transaction.entry(entries[1].hash, of: HomeSamples.partner) == nil)
            #expect(try transaction.grant(grants[1].digest) == grants[1])
            #expect(try transaction.grant(HomeSamples.id(1)) == nil)
        }
    }

    @Test func `what was kept of a grant stands for it`() throws {
        let grants = try [1, 2].map { try HomeSamples.grant(epoch: $0) }
        try both { transaction in
            for grant in grants { try transaction.add(grant) }
            try transaction.keep(Blob([1, 2]), ofGrant: grants[0].digest)
            try transaction.keep(Blob([3]), ofGrant: HomeSamples.id(1))
        } _: { transaction throws in
            let stored = try transaction.storedGrants()
            #expect(stored.map(\.digest) == grants.map(\.digest))
            #expect(stored.map(\.content) == [.opened(Blob([1, 2])), .grant(grants[1])])
            #expect(try transaction.grants() == grants)
        }
    }

    @Test func `the mark of the logs is another after each entry and grant, and the same after anything else`() throws {
        let home = try SQLiteHome.inMemory()
        var marks: [LogMark] = []
        func mark(_ body: (any HomeWriter) throws -> Void) throws {
            try home.write(body)
            marks.append(try home.read { try $0.logMark() })
        }
        let grant = try HomeSamples.grant(epoch: 1)
        try mark { _ in }
        try mark { try $0.add(HomeSamples.entry(1), of: HomeSamples.me) }
        try mark { try $0.add(HomeSamples.entry(1), of: HomeSamples.partner) }
        try mark { try $0.add(grant) }
        #expect(Set(marks).count == 4)
        try mark { transaction in
            try transaction.add(grant)
            try transaction.keep(Blob([1]), ofGrant: grant.digest)
            try transaction.put(HomeSamples.own(1))
        }
        #expect(marks[4] == marks[3])
    }

    @Test func `seals are found by round, and by who waits for the other's opening`() throws {
        let rounds: [RoundID] = [HomeSamples.id(41), HomeSamples.id(40), HomeSamples.id(42)]
        try both { transaction in
            try transaction.put(HomeSamples.sealed(round: rounds[0], phase: .frozen))
            try transaction.put(HomeSamples.sealed(round: rounds[0], by: HomeSamples.partner, phase: .frozen))
            try transaction.put(HomeSamples.sealed(round: rounds[1], phase: .frozen))
            try transaction.put(HomeSamples.sealed(round: rounds[2], phase: .revealed))
        } _: { transaction throws in
            #expect(try transaction.frozenRounds(of: HomeSamples.me) == [rounds[1], rounds[0]])
            #expect(try Set(transaction.seals(of: rounds[0]).map(\.author)) == [HomeSamples.me, HomeSamples.partner])
            #expect(try transaction.seals(of: rounds[2]).map(\.phase) == [.revealed])
            #expect(try transaction.seals(of: HomeSamples.id(43)).isEmpty)
        }
    }

    @Test func `records wait for one key each, and are taken once`() throws {
        let keys: [KeyID] = [HomeSamples.id(5), HomeSamples.id(6)]
        let records: [RecordID] = [HomeSamples.id(1), HomeSamples.id(2), HomeSamples.id(3)]
        func taken(_ transaction: any HomeWriter) throws {
            for record in records { try transaction.setAwaited(keys[0], by: record) }
            try transaction.setAwaited(keys[1], by: records[1])
            #expect(try Set(transaction.takeRecords(awaiting: keys[0])) == [records[0], records[2]])
            #expect(try transaction.takeRecords(awaiting: keys[0]).isEmpty)
            #expect(try transaction.takeRecords(awaiting: keys[1]) == [records[1]])
        }
        try both(taken) { _ in }
    }

    @Test func `records are found by what they say, and those of which nobody has seen it`() throws {
        func kept(_ number: UInt8, _ kind: UInt8, about: UInt8? = nil, deleted: Bool = false) -> HeldRecord {
            var held = HomeSamples.own(number)
            held.kept = KeptDocument(
                kind: Bytes(repeating: kind, count: 8), about: about.map { Bytes(repeating: $0, count: 8) }, content: Blob([number])
            )
            return held
        }
        let records = [kept(1, 7), kept(2, 8), kept(3, 7), HomeSamples.own(4)]
        try both { transaction in
            for record in records { try transaction.put(record) }
        } _: { transaction throws in
            let found = try transaction.records(of: .own, saying: Bytes(repeating: 7, count: 8))
            #expect(Set(found) == [records[0], records[2], records[3]])
            #expect(try transaction.records(of: .shared, saying: Bytes(repeating: 7, count: 8)).isEmpty)
            #expect(try transaction.record(records[1].header.id) == records[1])
        }
    }

    @Test func `of each prompt the latest round is found, with its seals`() throws {
        let rounds = (1...3).map {
            RoundRow(id: HomeSamples.id(UInt8($0)), reference: RoundReference(prompt: "d/a", number: $0), isLookedAt: $0 == 1)
        }
        let other = RoundRow(id: HomeSamples.id(9), reference: RoundReference(prompt: "d/b", number: 1))
        let seals = [HomeSamples.sealed(round: rounds[2].id), HomeSamples.sealed(round: rounds[2].id, by: HomeSamples.partner)]
        try both { transaction in
            for round in rounds + [other] { try transaction.put(round) }
            for seal in seals + [HomeSamples.sealed(round: rounds[1].id)] { try transaction.put(seal) }
        } _: { transaction throws in
            #expect(try transaction.allRounds() == rounds + [other])
            #expect(try transaction.promptsWithRounds() == ["d/a", "d/b"])
            #expect(try transaction.rounds(of: "d/a") == rounds)
            let overview = Dictionary(grouping: try transaction.sealOverview(), by: \.round).mapValues { Set($0.map(\.author)) }
            #expect(overview == [rounds[1].id: [HomeSamples.me], rounds[2].id: [HomeSamples.me, HomeSamples.partner]])
            #expect(try transaction.roundsNotLookedAt() == [rounds[1], rounds[2], other])
        }
    }

    @Test func `a prompt's latest rounds are those not revealed, and the last before a gap`() throws {
        let numbers = ["d/a": [1, 2, 3], "d/b": [1, 2, 7], "d/c": [2]]
        var rounds: [String: RoundRow] = [:]
        for (prompt, numbers) in numbers {
            for number in numbers {
                let id: RoundID = HomeSamples.id(UInt8(rounds.count + 1))
                let reference = RoundReference(prompt: try #require(PromptID(prompt)), number: number)
                rounds["\(prompt) \(number)"] = RoundRow(id: id, reference: reference)
            }
        }
        let revealed = ["d/a 1", "d/a 2", "d/b 1", "d/b 2"]
        try both { transaction in
            for (name, round) in rounds {
                try transaction.put(round)
                for author in [HomeSamples.me, HomeSamples.partner]
                where name != "d/c 2" && (author == HomeSamples.me || name != "d/a 2") {
                    let phase: SealPhase = revealed.contains(name) ? .revealed : .sealed
                    try transaction.put(HomeSamples.sealed(round: round.id, by: author, phase: phase))
                }
            }
        } _: { transaction throws in
            let latest = try transaction.latestRounds(of: nil)
            #expect(latest.map(\.row) == ["d/a 2", "d/a 3", "d/b 2", "d/b 7"].compactMap { rounds[$0] })
            #expect(latest.map(\.isFollowed) == [true, false, false, false])
            #expect(latest.map(\.seals.count) == [1, 2, 2, 2])
            #expect(try transaction.latestRounds(of: "d/b") == Array(latest.suffix(2)))
            #expect(try transaction.latestRounds(of: "d/c").isEmpty)
        }
    }

    @Test func `a round is expected until it is begun`() throws {
        let rounds = [
            RoundRow(id: HomeSamples.id(1), reference: RoundReference(prompt: "d/a", number: 2)),
            RoundRow(id: HomeSamples.id(2), reference: RoundReference(prompt: "d/b", number: 1)),
        ]
        try both { transaction in
            for round in rounds + rounds { try transaction.expect(round) }
            try transaction.put(rounds[0])
        } _: { transaction throws in
            #expect(try transaction.expectedRound(rounds[0].id) == nil)
            #expect(try transaction.expectedRound(rounds[1].id) == rounds[1])
            #expect(try transaction.allRounds() == [rounds[0]])
        }
    }

    @Test(arguments: OutboxPart.allCases)
    func `a part of the outbox is read piece by piece, in its order`(part: OutboxPart) throws {
        let write = Write.record(RecordWrite(record: try #require(HomeSamples.own(30).record)))
        let entries = [
            HomeSamples.outboxEntry(), HomeSamples.outboxEntry(write: write, refusal: .quotaBytes),
            HomeSamples.outboxEntry(record: nil, write: write), HomeSamples.outboxEntry(record: nil),
            HomeSamples.outboxEntry(write: write), HomeSamples.outboxEntry(record: nil, write: write, refusal: .quotaBytes),
        ]
        let wanted: [Int64] =
            switch part {
            case .unrefused: [1, 3, 4, 5]
            case .refused: [2, 6]
            case .plain: [3, 4, 6]
            case .unwritten: [4]
            }
        try both { transaction in
            for entry in entries { try transaction.append(entry) }
        } _: { transaction throws in
            #expect(try transaction.outbox(part, after: 0, limit: 10).map(\.sequence) == wanted)
            #expect(try transaction.outbox(part, after: 0, limit: 1).map(\.sequence) == Array(wanted.prefix(1)))
            #expect(try transaction.outbox(part, after: 3, limit: 10).map(\.sequence) == wanted.filter { $0 > 3 })
            #expect(try transaction.outboxEntry(2)?.refusal == .quotaBytes)
            #expect(try transaction.outboxEntry(9) == nil)
        }
    }
}
