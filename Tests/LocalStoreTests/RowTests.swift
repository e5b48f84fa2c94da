import ClientCore
import LocalStore
import Models
import Support
import Testing
import Wire

@Suite("Rows of a home")
struct RowTests {
    let home: SQLiteHome

    init() throws { home = try SQLiteHome.inMemory() }

    @Test func `everything that is written is read as it was`() throws {
        let contents = try HomeContents.sample()
        try home.write { try contents.write(to: $0) }
        #expect(try home.read { try HomeContents(of: $0) } == contents)
    }

    @Test func `a value is replaced, and nil deletes it`() throws {
        try home.write { try $0.setValue([1], for: "a") }
        try home.write { try $0.setValue([2], for: "a") }
        try home.write { try $0.setValue([], for: "empty") }
        #expect(try home.read { try $0.value("a") } == [2])
        #expect(try home.read { try $0.value("empty") } == [])
        try home.write { try $0.setValue(nil, for: "a") }
        #expect(try home.read { try $0.value("a") } == nil)
    }

    @Test func `log entries keep the order in which they came, each partner's apart, none twice`() throws {
        let entries = [9, 3, 7].map(HomeSamples.entry)
        try home.write { transaction in
            for entry in entries + entries { try transaction.add(entry, of: HomeSamples.me) }
            try transaction.add(entries[2], of: HomeSamples.partner)
        }
        #expect(try home.read { try $0.entries(of: HomeSamples.me) } == entries)
        #expect(try home.read { try $0.entries(of: HomeSamples.partner) } == [entries[2]])
    }

    @Test func `grants keep the order in which they came, none twice`() throws {
        let grants = try [3, 1, 2].map { try HomeSamples.grant(epoch: $0) }
        try home.write { transaction in for grant in grants + grants { try transaction.add(grant) } }
        #expect(try home.read { try $0.grants() } == grants)
    }

    @Test func `a record replaces the one of the same id, in every way in which it is found`() throws {
        let round: RoundID = HomeSamples.id(40)
        var held = HomeSamples.sealed(round: round, by: HomeSamples.partner, body: nil)
        try home.write { try $0.put(held) }
        held.body = Blob([1])
        held.phase = .revealed
        held.isTampered = true
        try home.write { try $0.put(held) }
        try home.read { transaction throws in
            #expect(try transaction.record(held.header.id) == held)
            #expect(try transaction.records(of: .sealed, includingTombstones: false) == [held])
            #expect(try transaction.records(of: round) == [held])
            #expect(try transaction.record(HomeSamples.id(99)) == nil)
            #expect(try transaction.records(of: .own, includingTombstones: false) == [])
        }
    }

    @Test func `a round finds both partners' answers, and no other round's`() throws {
        let round: RoundID = HomeSamples.id(40)
        let mine = HomeSamples.sealed(round: round)
        let theirs = HomeSamples.sealed(round: round, by: HomeSamples.partner, body: nil)
        try home.write { transaction in
            for held in [mine, theirs, HomeSamples.sealed(round: HomeSamples.id(41)), HomeSamples.own(1)] {
                try transaction.put(held)
            }
        }
        #expect(try home.read { Set(try $0.records(of: round)) } == [mine, theirs])
    }

    @Test(arguments: [nil] + SealPhase.allCases)
    func `the overview tells of every sealed record what its body does not`(phase: SealPhase?) throws {
        let round: RoundID = HomeSamples.id(40)
        try home.write { transaction in
            try transaction.put(HomeSamples.own(1))
            try transaction.put(HomeSamples.sealed(round: round, phase: phase, isTampered: phase == .frozen))
        }
        let overview = SealOverview(
            round: round, author: HomeSamples.me, isDeleted: false, phase: phase, isTampered: phase == .frozen)
        #expect(try home.read { try $0.sealOverview() } == [overview])
    }

    @Test func `rounds are found by id and by prompt, and replaced`() throws {
        var second = RoundRow(id: HomeSamples.id(2), reference: RoundReference(prompt: "d/a", number: 2))
        let first = RoundRow(id: HomeSamples.id(3), reference: RoundReference(prompt: "d/a", number: 1))
        let other = RoundRow(id: HomeSamples.id(1), reference: RoundReference(prompt: "d/b", number: 1))
        try home.write { transaction in for round in [second, other, first] { try transaction.put(round) } }
        second.isLookedAt = true
        try home.write { try $0.put(second) }
        try home.read { transaction throws in
            #expect(try transaction.round(second.id) == second)
            #expect(try transaction.round(HomeSamples.id(9)) == nil)
            #expect(try transaction.rounds(of: "d/a") == [first, second])
            #expect(try transaction.allRounds() == [first, second, other])
        }
    }

    @Test func `offers are handed out in their order, as many as asked for, each once`() throws {
        let offers: [Offer] = [
            .pair(round: HomeSamples.id(1)), .grant(digest: HomeSamples.id(2)), .record(id: HomeSamples.id(3)),
        ]
        try home.write { transaction in for offer in offers + offers { try transaction.add(offer) } }
        #expect(try home.read { try $0.offers(limit: 2) } == Array(offers.prefix(2)))
        try home.write { try $0.remove(offers[0]) }
        #expect(try home.read { try $0.offers(limit: 9) } == Array(offers.dropFirst()))
    }

    @Test func `the history of a record is told from the oldest on`() throws {
        try home.write { transaction in
            for (number, reason) in HistoryReason.allCases.enumerated() {
                let content = Blob([UInt8(number)])
                try transaction.add(
                    HistoryRow(record: HomeSamples.id(1), reason: reason, content: content, at: HomeSamples.at))
            }
        }
        let history = try home.read { try $0.history(of: HomeSamples.id(1)) }
        #expect(history.map(\.reason) == HistoryReason.allCases)
        #expect(history.map { $0.content.bytes } == HistoryReason.allCases.indices.map { [UInt8($0)] })
        #expect(try home.read { try $0.history(of: HomeSamples.id(2)) }.isEmpty)
    }

    @Test func `a notice is unseen until marked`() throws {
        try home.write { try $0.add(NoticeRow(notice: .partnerJoined, at: HomeSamples.at)) }
        try home.write { try $0.markNoticesSeen() }
        try home.write { try $0.add(NoticeRow(notice: .serverWentBack, at: HomeSamples.at)) }
        #expect(try home.read { try $0.notices(unseenOnly: true) }.map(\.notice) == [.serverWentBack])
        let all = try home.read { try $0.notices(unseenOnly: false) }
        #expect(all.map(\.notice) == [.partnerJoined, .serverWentBack])
        #expect(all.map(\.isSeen) == [true, false])
    }

    @Test func `what happens a second time is told a second time`() throws {
        for _ in 0..<2 {
            try home.write { try $0.add(NoticeRow(notice: .locked(prompt: "founding/first-word"), at: HomeSamples.at)) }
            #expect(try home.read { try $0.notices(unseenOnly: true) }.count == 1)
            try home.write { try $0.markNoticesSeen() }
        }
        #expect(try home.read { try $0.notices(unseenOnly: false) }.count == 2)
    }
}
