import Hummingbird
import HummingbirdTesting
import Models
import ServerCore
import ServerHTTP
import Support
import Testing
import Wire

/// The real service behind HTTP: what can be wrong with a request, as the caller sees it.
@Suite("The real service behind HTTP")
struct RealServiceTests {
    private let store = MemoryStore()
    private let clock = TestClock()
    private let server: TestServer

    init() throws { server = try TestServer(store, clock: clock) }

    private func application() throws -> some ApplicationProtocol {
        let random = SeededRandom(seed: 2)
        let service = try Service(
            store: store, registration: .open, version: "test", now: { [clock] in clock.now }, random: { random.bytes($0) })
        return try ServerApplication.make(serving: service, settings: .init(), uptime: { .zero }, logger: Server().logger)
    }

    private func reply(_ request: SyncRequest, _ token: Token) async throws -> TestResponse {
        try await application().test(.router) { try await $0.sync(request, token: token) }
    }

    private func outcome(of record: Record, from client: Support.TestClient) async throws -> Outcome? {
        let reply = try await reply(client.request([.record(RecordWrite(record: record))]), client.token)
        #expect(reply.status == .ok)
        return try reply.decoded(as: SyncResponse.self).outcomes.first
    }

    @Test func `a record goes through`() async throws {
        let first = try await server.couple().first
        #expect(try await outcome(of: first.partner.record(.own, at: clock.now), from: first) == .applied)
    }

    @Test func `a stamp from the far future is refused by itself`() async throws {
        let first = try await server.couple().first
        let record = try first.partner.record(.own, at: clock.now.advanced(by: .seconds(3600)))
        #expect(try await outcome(of: record, from: first) == .refused(.stampInFuture))
    }

    @Test func `a record of somebody else's couple is refused`() async throws {
        let first = try await server.couple().first
        let record = try first.partner.record(.own, at: clock.now, couple: .repeating(9))
        #expect(try await outcome(of: record, from: first) == .refused(.foreignCouple))
    }

    @Test func `an answer under another id than its round gives is refused`() async throws {
        let couple = try await server.couple()
        let body = Blob([1])
        let header = RecordHeader(
            couple: couple.first.partner.couple, id: .repeating(9), visibility: .sealed, owner: .author,
            author: couple.first.partner.id,
            stamp: couple.first.partner.stamp(clock.now), round: couple.round(), commitment: .repeating(8),
            bodyHash: BodyHash(ofBody: body))
        let ownKey = WrappedContentKey(key: .repeating(1), sealed: body)
        let record = try Record(header: header, body: body, ownKey: ownKey, signedWith: couple.first.partner.device.signing)
        #expect(try await outcome(of: record, from: couple.first) == .refused(.foreignRound))
    }

    @Test func `an expired token, a made-up one, and that of a removed device are told apart`() async throws {
        var first = try await server.couple().first
        let other = try await first.linked()
        #expect(try await reply(.nothing, .repeating(1)).problem().code == .tokenUnknown)
        try await first.pull([first.partner.append(.remove(device: other.partner.device.id, standing: []))])
        #expect(try await reply(.nothing, other.token).problem().code == .tokenUnknown)
        clock.advance(seconds: Limits().tokenSeconds + 1)
        #expect(try await reply(.nothing, first.token).problem().code == .tokenExpired)
    }
}
