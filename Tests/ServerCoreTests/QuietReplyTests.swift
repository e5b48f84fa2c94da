import FoundationEssentials
import Models
import ServerCore
import Support
import Synchronization
import Testing
import Wire

@Suite("Asking again when there was nothing new")
struct QuietReplyTests {
    private let store = CountingReads()

    /// A couple whose second partner has just been told that there's nothing new.
    private func quietCouple() async throws -> TestCouple {
        var couple = try await TestServer(store).couple()
        try await couple.second.sync()
        return couple
    }

    @Test func `takes no transaction, and leaves the cursors as they are`() async throws {
        var couple = try await quietCouple()
        let (before, cursor, furthest) = (store.count, couple.second.cursor, couple.second.furthest)
        couple.second.server.clock.advance(seconds: 5)
        let response = try await couple.second.sync()
        #expect(store.count == before)
        #expect(response.time == couple.now)
        #expect((response.cursor, response.furthest) == (cursor, furthest))
    }

    @Test func `brings what the partner has shared since`() async throws {
        var couple = try await quietCouple()
        let record = try couple.first.partner.record(.shared, at: couple.now)
        try await couple.first.pull([.record(RecordWrite(record: record))])
        #expect(try await couple.second.sync().changes.records.map(\.header.id) == [record.header.id])
    }

    @Test func `takes no transaction after the partner's draft either`() async throws {
        var couple = try await quietCouple()
        try await couple.first.pull([.record(RecordWrite(record: couple.first.partner.record(.own, at: couple.now)))])
        let before = store.count
        try await couple.second.sync()
        #expect(store.count == before)
    }

    @Test func `leaves the cursors as they are after a seal that came and went`() async throws {
        var couple = try await quietCouple()
        let (round, cursor, furthest) = (couple.round(), couple.second.cursor, couple.second.furthest)
        try await couple.first.pull([couple.first.partner.seal(round, at: couple.now)])
        try await couple.first.pull([couple.first.partner.withdraw(round, at: couple.now.advanced(by: .seconds(1)))])
        let response = try await couple.second.sync()
        #expect((response.cursor, response.furthest) == (cursor, furthest))
    }

    @Test func `is refused to a device removed in the meantime`() async throws {
        var couple = try await quietCouple()
        var phone = try await couple.second.linked()
        try await phone.sync()
        try await couple.second.pull([couple.second.partner.append(.remove(device: phone.partner.device.id, standing: []))])
        await #expect(throws: Problem.of(.tokenUnknown)) { try await phone.sync() }
        await #expect(throws: Problem.of(.tokenUnknown)) { try await phone.server.exchange.check(phone.token) }
    }

    @Test func `is answered without decoding, with the same octets`() async throws {
        var couple = try await quietCouple()
        let (exchange, token) = (couple.second.server.exchange, couple.second.token)
        let request = couple.second.request([])
        let body = try WireJSON.encode(request)
        couple.second.server.clock.advance(seconds: 5)
        let reply = try await WireJSON.encode(couple.second.sync())
        #expect(try exchange.knownReply(to: body, token: token) == reply)
        #expect(try exchange.knownReply(to: body + Data(" ".utf8), token: token) == nil)
        #expect(try exchange.knownReply(to: body, token: couple.first.token) == nil)

        let record = try couple.first.partner.record(.shared, at: couple.now)
        try await couple.first.pull([.record(RecordWrite(record: record))])
        #expect(try exchange.knownReply(to: body, token: token) == nil, "there is something new")
    }

    @Test func `is refused once the token has expired`() async throws {
        var couple = try await quietCouple()
        couple.second.server.clock.advance(seconds: Limits().tokenSeconds)
        await #expect(throws: Problem.of(.tokenExpired)) { try await couple.second.sync() }
        await #expect(throws: Problem.of(.tokenExpired)) { try await couple.second.server.exchange.check(couple.second.token) }
    }

    @Test func `isn't answered from a snapshot that a commit has overtaken`() async throws {
        let couple = try await quietCouple()
        let (request, random) = (couple.second.request([]), couple.second.server.random)
        let token = TokenRow(
            hash: TokenHash(of: couple.second.token), couple: couple.second.partner.couple,
            device: DeviceKey(couple.second.partner.device.id, of: .joiner), expires: couple.now.advanced(by: .seconds(60)))
        let replies = CallerMemory(capacity: 1)
        let mark = replies.mark
        replies.forget(.nobody)
        replies.keep(request, by: token, since: mark)
        #expect(replies.reply(to: request, by: token.hash, at: couple.now) == nil)

        replies.keep(request, by: token, since: replies.mark)
        #expect(replies.reply(to: request, by: token.hash, at: couple.now) != nil)
        let other = TokenRow(
            hash: TokenHash(of: random.value()), couple: token.couple, device: token.device, expires: token.expires)
        replies.keep(request, by: other, since: replies.mark)
        #expect(replies.reply(to: request, by: token.hash, at: couple.now) == nil, "there is room for one caller")
    }
}

/// A store that counts the snapshots read from it.
final class CountingReads: Store {
    private let inner = MemoryStore()
    private let reads = Atomic(0)

    var count: Int { reads.load(ordering: .relaxed) }

    func read<Value>(_ body: (MemoryTransaction) throws -> Value) throws -> Value {
        reads.add(1, ordering: .relaxed)
        return try inner.read(body)
    }

    func write<Value>(_ body: (MemoryTransaction) throws -> Value) throws -> Value { try inner.write(body) }
}
