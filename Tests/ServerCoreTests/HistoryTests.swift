import Models
import ServerCore
import Support
import Testing
import Wire

/// A server that goes back, and how its clients react.
@Suite("A server that went back")
struct HistoryTests {
    private func world() async throws -> (MemoryStore, TestCouple) {
        let store = MemoryStore()
        return (store, try await TestServer(store).couple())
    }

    private func note(_ client: TestClient, _ counter: UInt32 = 0) throws -> Write {
        .record(RecordWrite(record: try client.partner.record(.shared, at: TestClock.start, counter: counter)))
    }

    /// The first partner seals, and the server goes back to before that, which the first partner notices.
    private func losesSeal(_ store: MemoryStore, _ couple: inout TestCouple) async throws -> (
        round: RoundID, answer: RevealedAnswer
    ) {
        let before = store.snapshot()
        let round = couple.round()
        let answer = try couple.first.partner.revealable(round, at: couple.now)
        try await couple.first.pull([answer.sealing()])
        store.restore(before)
        await #expect(throws: Problem.of(.historyChanged)) { try await couple.first.pull() }
        couple.first.forgetHistory()
        couple.second.forgetHistory()
        return (round, answer)
    }

    @Test func `is recognised by a client that has seen more`() async throws {
        var (store, couple) = try await world()
        let before = store.snapshot()
        try await couple.first.pull([note(couple.first)])
        store.restore(before)
        await #expect(throws: Problem.of(.historyChanged)) { try await couple.first.pull() }
        await #expect(throws: Problem.of(.historyChanged)) { try await couple.second.pull() }
        couple.first.forgetHistory()
        try await couple.first.pull()
    }

    @Test func `is recognised also once it has moved on past the cursor`() async throws {
        var (store, couple) = try await world()
        let before = store.snapshot()
        try await couple.first.pull([note(couple.first)])
        store.restore(before)
        for counter in 1..<9 { try await couple.second.pull([note(couple.second, UInt32(counter))]) }
        await #expect(throws: Problem.of(.historyChanged)) { try await couple.first.pull() }
        await #expect(throws: Problem.of(.historyChanged)) { try await couple.second.pull() }
    }

    @Test func `is recognised by what was acknowledged alone, and nothing of that request is taken`() async throws {
        var (store, couple) = try await world()
        let before = store.snapshot()
        let acknowledged = try await couple.first.server.exchange.sync(
            couple.first.request([note(couple.first)]), token: couple.first.token)
        couple.first.furthest = acknowledged.furthest
        store.restore(before)
        let late = try couple.first.partner.record(.shared, at: couple.now, counter: 5)
        await #expect(throws: Problem.of(.historyChanged)) { try await couple.first.sync([.record(RecordWrite(record: late))]) }
        #expect(try couple.first.server.stored(.shared, couple.first.partner.couple).isEmpty)
    }

    @Test func `turns its history once, not with every device that comes later`() async throws {
        var (store, couple) = try await world()
        var asleep = try await couple.first.linked()
        try await couple.first.pull()
        let before = store.snapshot()
        try await couple.first.pull([note(couple.first)])
        try await asleep.pull()
        store.restore(before)
        await #expect(throws: Problem.of(.historyChanged)) { try await couple.first.pull() }
        couple.first.forgetHistory()
        try await couple.first.pull()
        await #expect(throws: Problem.of(.historyChanged)) { try await asleep.pull() }
        try await couple.first.pull()
    }

    @Test func `lets a seal count again only once every machine of its author has offered`() async throws {
        var (store, couple) = try await world()
        var other = try await couple.first.linked()
        try await couple.first.pull()
        let round = couple.round()
        let seal = try couple.first.partner.seal(round, at: couple.now)
        try await couple.first.pull([seal])
        let before = store.snapshot()
        try await other.pull([other.partner.withdraw(round, at: couple.now.advanced(by: .seconds(1)))])
        try await couple.first.pull()
        store.restore(before)
        for client in [couple.first, couple.second, other] {
            await #expect(throws: Problem.of(.historyChanged)) {
                try await client.server.exchange.sync(client.request([]), token: client.token)
            }
        }
        couple.first.forgetHistory()
        couple.second.forgetHistory()
        other.forgetHistory()

        // The first device has finished; the second, which withdrew, hasn't synced yet.
        try await couple.first.pull([], offering: true)
        try await couple.first.pull()
        try await couple.second.pull([couple.second.partner.seal(round, at: couple.now)])
        #expect(couple.second.belief(of: round, by: couple.first.partner.id) == nil)
        let withdrawal = try other.partner.answer(round, at: couple.now.advanced(by: .seconds(1)), deleted: true)
        let offered = Write.record(RecordWrite(record: withdrawal, offered: true))
        #expect(try await other.pull([offered]).outcomes == [.applied])
        #expect(try await couple.second.pull().changes.isEmpty)
    }

    @Test func `counts an offered seal when the last machine settles, and freezes then`() async throws {
        var (store, couple) = try await world()
        var other = try await couple.first.linked()
        try await couple.first.pull()
        let (round, answer) = try await losesSeal(store, &couple)
        other.forgetHistory()
        try await couple.second.pull([couple.second.partner.seal(round, at: couple.now)])
        #expect(try await couple.first.pull([answer.sealing(offered: true)], offering: true).outcomes == [.applied])
        try await couple.first.pull()
        #expect(try await couple.second.pull().changes.isEmpty)
        try await other.pull()
        #expect(try await couple.second.pull().changes.records.filter { $0.phase == .revealed }.count == 2)
    }

    @Test(arguments: [DeviceKind.kit, .link])
    func `waits for no code on paper, which has nothing to offer`(_ kind: DeviceKind) async throws {
        var (store, couple) = try await world()
        let code = TestDevice(kind: kind, expires: kind == .link ? couple.now.advanced(by: .seconds(600)) : nil)
        try await couple.first.pull([couple.first.partner.append(.add(card: code.card, retiring: nil))])
        let (round, answer) = try await losesSeal(store, &couple)
        try await couple.second.pull([couple.second.partner.seal(round, at: couple.now)])
        #expect(try await couple.first.pull([answer.sealing(offered: true)], offering: true).outcomes == [.applied])
        try await couple.first.pull()
        #expect(try await couple.second.pull().changes.records.filter { $0.phase == .revealed }.count == 2)
    }

    @Test func `counts a seal at once that its author seals anew`() async throws {
        var (store, couple) = try await world()
        _ = try await couple.first.linked()
        try await couple.first.pull()
        let round = couple.round()
        let seal = try couple.first.partner.seal(round, at: couple.now)
        try await couple.first.pull([seal])
        let before = store.snapshot()
        try await couple.first.pull([note(couple.first)])
        store.restore(before)
        await #expect(throws: Problem.of(.historyChanged)) { try await couple.first.pull() }
        couple.first.forgetHistory()
        couple.second.forgetHistory()
        try await couple.first.pull([seal])
        try await couple.second.pull()
        #expect(couple.second.belief(of: round, by: couple.first.partner.id)?.phase == .sealed)
    }

    @Test(arguments: [true, false]) func `gets a revealed pair back from either partner, verbatim`(_ inviter: Bool) async throws {
        var (store, couple) = try await world()
        let before = store.snapshot()
        let round = couple.round()
        let mine = try couple.first.partner.revealable(round, at: couple.now)
        let theirs = try couple.second.partner.revealable(round, at: couple.now)
        try await couple.first.pull([mine.sealing()])
        try await couple.second.pull([theirs.sealing()])
        store.restore(before)
        let pair = RevealedPair(mine: inviter ? mine : theirs, theirs: (inviter ? theirs : mine).withoutOwnKey)
        var bringer = inviter ? couple.first : couple.second
        var receiver = inviter ? couple.second : couple.first
        bringer.forgetHistory()
        receiver.forgetHistory()
        #expect(try await bringer.pull([.pair(pair)], offering: true).outcomes == [.applied])
        let answers = try await receiver.pull().changes.records
        #expect(answers.count == 2 && answers.allSatisfy { $0.phase == .revealed && $0.body != nil && $0.opening != nil })
        #expect(try await bringer.pull([.pair(pair)], offering: true).outcomes == [.applied])
        #expect(try await receiver.pull().changes.isEmpty)
    }

    @Test(arguments: [true, false])
    func `keeps of two revealed pairs the one whose later version is smaller`(_ earlierFirst: Bool) async throws {
        var (_, couple) = try await world()
        let round = couple.round()
        func pair(at seconds: Int64) throws -> RevealedPair {
            let time = couple.now.advanced(by: .seconds(seconds))
            return RevealedPair(
                mine: try couple.first.partner.revealable(round, at: time),
                theirs: try couple.second.partner.revealable(round, at: time))
        }
        let (early, late) = try (pair(at: 1), pair(at: 2))
        let order = earlierFirst ? [early, late] : [late, early]
        let outcomes = try await couple.first.pull(order.map { .pair($0) }).outcomes
        #expect(outcomes == [.applied, earlierFirst ? .superseded : .applied])
        try await couple.second.pull()
        #expect(couple.second.belief(of: round, by: couple.first.partner.id)?.body == early.mine.record.body)
        #expect(couple.second.belief(of: round, by: couple.second.partner.id)?.body == early.theirs.record.body)
    }

    @Test func `that lost everything is founded again from both logs, and asks each machine once`() async throws {
        let (_, couple) = try await world()
        let server = try TestServer(MemoryStore(), clock: couple.first.server.clock, seed: 99)
        var (first, second) = (couple.first.partner, couple.second.partner)
        // Each partner's client has both logs.
        await #expect(throws: Problem.of(.coupleUnknown)) { try await server.signIn(first) }
        let logs = [first.log.entries, second.log.entries]
        var one = try await server.client(first, logs: logs)
        var two = try await server.client(second)
        (one.cursor, one.furthest) = (couple.first.cursor, couple.first.furthest)
        (two.cursor, two.furthest) = (couple.second.cursor, couple.second.furthest)
        await #expect(throws: Problem.of(.historyChanged)) { try await one.pull() }
        one.forgetHistory()
        try await one.pull()
        await #expect(throws: Problem.of(.historyChanged)) { try await two.pull() }
        two.forgetHistory()
        try await two.pull()
        try await one.pull()
        (first, second) = (one.partner, two.partner)
        let round = couple.round()
        try await one.pull([first.seal(round, at: couple.now)])
        #expect(try await two.pull([second.seal(round, at: couple.now)]).changes.records.count == 2)
    }

    @Test func `that forgot a joining learns the joiner again from logs that name each other`() async throws {
        let store = MemoryStore()
        let server = try TestServer(store)
        let plan = try CouplePlan()
        var first = try await server.client(plan.inviter, logs: [[plan.inviter.log.entries[0]]])
        try await first.pull()
        let before = store.snapshot()
        // The whole pairing happens, and is lost.
        let couple = try await TestServer(MemoryStore(), seed: 5).couple(plan)
        store.restore(before)
        await #expect(throws: Problem.of(.deviceUnknown)) { try await server.signIn(couple.second.partner) }
        let logs = [plan.inviter.log.entries, plan.joiner.log.entries]
        var second = try await server.client(couple.second.partner, logs: logs)
        try await second.pull()
        #expect(try await second.pull([second.partner.seal(couple.round(), at: couple.now)]).outcomes == [.applied])
    }

    @Test func `takes a removal offered from another branch, and what it voids`() async throws {
        var (store, couple) = try await world()
        let lost = try await couple.first.linked()
        try await couple.first.pull()
        let before = store.snapshot()
        let removal = try couple.first.partner.append(.remove(device: lost.partner.device.id, standing: []))
        try await couple.first.pull([removal])
        store.restore(before)
        let again = couple.first.partner.offeredLog
        couple.second.forgetHistory()
        #expect(try await couple.second.pull(again).outcomes.allSatisfy { $0 == .applied })
        await #expect(throws: Problem.of(.deviceRemoved)) { try await couple.first.server.signIn(lost.partner) }
    }
}
