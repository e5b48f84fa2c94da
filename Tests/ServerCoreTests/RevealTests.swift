import Models
import ServerCore
import Support
import Testing
import Wire

@Suite("Revealing a round", .serialized)
struct RevealTests {
    @Test(arguments: StoreKind.allCases)
    func `one seal reveals nothing, and its words and opening stay with their author`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let (round, now) = (couple.round(), couple.now)
        try await couple.first.pull([couple.first.partner.seal(round, at: now)])
        try await couple.second.pull()
        let seen = try #require(couple.second.belief(of: round, by: couple.first.partner.id))
        #expect(seen.phase == .sealed)
        #expect(seen.body == nil && seen.opening == nil && seen.ownKey == nil)
        #expect(seen.header.commitment != nil)
    }

    @Test(arguments: StoreKind.allCases) func `both seals reveal both answers to both, once`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let (round, now) = (couple.round(), couple.now)
        let mine = try couple.first.partner.seal(round, at: now)
        let theirs = try couple.second.partner.seal(round, at: now)
        try await couple.first.pull([mine])
        let last = try await couple.second.pull([theirs])
        #expect(last.outcomes == [.applied])
        let early = try await couple.first.pull()
        for (client, changes) in [(couple.first, early.changes), (couple.second, last.changes)] {
            let answers = changes.records
            #expect(answers.count == 2)
            #expect(answers.allSatisfy { $0.phase == .revealed && $0.body != nil && $0.opening != nil })
            #expect(answers.allSatisfy { ($0.ownKey != nil) == ($0.header.author == client.partner.id) })
        }
        #expect(try await couple.first.pull().changes.isEmpty)
        #expect(try await couple.second.pull().changes.isEmpty)
    }

    @Test(arguments: StoreKind.allCases) func `one partner on two machines counts once`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        var other = try await couple.first.linked()
        let round = couple.round()
        try await couple.first.pull([couple.first.partner.seal(round, at: couple.now)])
        let second = try await other.pull([other.partner.seal(round, at: couple.now, counter: 1)])
        #expect(second.outcomes == [.applied])
        #expect(other.belief(of: round, by: other.partner.id)?.phase != .frozen)
        try await couple.second.pull()
        #expect(couple.second.belief(of: round, by: other.partner.id)?.phase == .sealed)
    }

    @Test(arguments: StoreKind.allCases)
    func `in handshake nothing is handed out before both openings are there`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let (round, now) = (couple.round(), couple.now)
        let mine = try couple.first.partner.answer(round, at: now)
        let theirs = try couple.second.partner.answer(round, at: now)
        let early = try couple.first.partner.opening(of: mine)
        try await couple.first.pull([.record(RecordWrite(record: mine))])
        #expect(try await couple.first.pull([.opening(early)]).outcomes == [.refused(.notFrozen)])
        try await couple.second.pull([.record(RecordWrite(record: theirs))])
        #expect(couple.second.belief(of: round, by: couple.first.partner.id)?.phase == .frozen)
        #expect(couple.second.belief(of: round, by: couple.first.partner.id)?.body == nil)

        let wrong = try couple.second.partner.opening(of: theirs, seeing: theirs.header.commitment)
        #expect(try await couple.second.pull([.opening(wrong)]).outcomes == [.refused(.commitmentMismatch)])
        let opening = try couple.second.partner.opening(of: theirs, seeing: mine.header.commitment)
        #expect(try await couple.second.pull([.opening(opening)]).outcomes == [.applied])
        try await couple.first.pull()
        let withheld = try #require(couple.first.belief(of: round, by: couple.second.partner.id))
        #expect(withheld.phase == .frozen && withheld.opening == nil && withheld.body == nil)

        let last = try couple.first.partner.opening(of: mine, seeing: theirs.header.commitment)
        try await couple.first.pull([.opening(last)])
        try await couple.second.pull()
        #expect(couple.first.belief(of: round, by: couple.second.partner.id)?.opening == opening)
        #expect(couple.second.belief(of: round, by: couple.first.partner.id)?.opening == last)
        #expect(couple.second.belief(of: round, by: couple.first.partner.id)?.body == mine.body)
    }

    @Test(arguments: StoreKind.allCases)
    func `a frozen answer is locked, whatever the stamp, and its withdrawal too`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let (round, now) = (couple.round(), couple.now)
        let sealed = try couple.first.partner.seal(round, at: now)
        try await couple.first.pull([sealed])
        try await couple.second.pull([couple.second.partner.seal(round, at: now)])
        let writes = try [
            couple.first.partner.seal(round, at: now.advanced(by: .seconds(1))),
            couple.first.partner.withdraw(round, at: now.advanced(by: .seconds(2))), sealed,
        ]
        #expect(try await couple.first.pull(writes).outcomes == [.locked, .locked, .applied])
    }

    @Test(arguments: StoreKind.allCases)
    func `an opening for another text, round or signer is refused with its seal`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let partner = couple.first.partner
        let record = try partner.answer(couple.round(), at: couple.now)
        let wrong = try partner.opening(of: record, commitment: couple.first.server.random.value())
        let foreign = try couple.second.partner.opening(of: record)
        let named = try partner.opening(of: record, seeing: couple.first.server.random.value())
        let writes = [wrong, foreign, named].map { Write.record(RecordWrite(record: record, opening: $0)) }
        let outcomes = try await couple.first.pull(writes).outcomes
        #expect(outcomes == Array(repeating: .refused(.commitmentMismatch), count: 3))
    }

    @Test(arguments: StoreKind.allCases)
    func `both partners sealing at the same instant, over and over, always reveals`(_ kind: StoreKind) async throws {
        let couple = try await kind.server().couple()
        for _ in 0..<20 {
            let round = couple.round()
            let (mine, theirs) = try (
                couple.first.partner.seal(round, at: couple.now), couple.second.partner.seal(round, at: couple.now)
            )
            async let first = couple.first.pulled([mine])
            async let second = couple.second.pulled([theirs])
            for var client in try await [first, second] {
                try await client.pull()
                let phases = [couple.first, couple.second].map { client.belief(of: round, by: $0.partner.id)?.phase }
                #expect(phases == [.revealed, .revealed])
            }
        }
    }

    @Test(arguments: StoreKind.allCases) func `a retry after a lost reply changes nothing`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let round = couple.round()
        try await couple.second.pull([couple.second.partner.seal(round, at: couple.now)])
        let request = couple.first.request(
            try [
                couple.first.partner.seal(round, at: couple.now),
                .record(RecordWrite(record: couple.first.partner.record(.shared, at: couple.now))),
            ])
        let lost = try await couple.first.server.exchange.sync(request, token: couple.first.token)
        let again = try await couple.first.server.exchange.sync(request, token: couple.first.token)
        #expect(again.outcomes == lost.outcomes)
        #expect(Set(lost.changes).isSubset(of: Set(again.changes)))
        couple.first.take(again)
        #expect(try await couple.first.pull().changes.isEmpty)
        #expect(try await couple.second.pull().changes.records.count == 3)
    }
}
