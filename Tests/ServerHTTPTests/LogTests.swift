import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Models
import ServerHTTP
import Testing
import Wire

@Suite("The server's log")
struct LogTests {
    @Test func `one line a request: method, route, status, milliseconds, id`() async throws {
        let clock = FakeUptime()
        let lines = LogLines()
        var server = Server(uptime: clock.read, logger: lines.logger(.info))
        server.exchange.onSync = { request, _ throws(Problem) in
            clock.advance(by: .microseconds(12_345))
            return .empty(for: request)
        }
        _ = try await server.run { try await $0.sync(.nothing) }
        let line = try #require(lines.all.first)
        #expect(lines.all.count == 1)
        #expect(line.text == "request")
        #expect(line.metadata["method"] == "POST")
        #expect(line.metadata["route"] == "/v1/sync")
        #expect(line.metadata["status"] == "200")
        #expect(line.metadata["ms"] == "12.3")
        #expect(line.metadata["hb.request.id"]?.isEmpty == false)
        #expect(line.metadata.count == 5)
    }

    @Test func `nothing that a caller sends gets into a log, not even at its most talkative`() async throws {
        let lines = LogLines()
        let token = Token.repeating(0x5A)
        let locator = Locator.repeating(0x5B)
        var server = Server(logger: lines.logger(.trace))
        server.exchange.onReadBox = { _ throws(Problem) in throw Problem(status: 404, code: .boxUnknown, title: "No.") }
        try await server.run { client async throws in
            _ = try await client.sync(.boxes(1), token: token)
            _ = try await client.reply(.post, "/v1/sync?secret=words", token: token, body: #"{"offering": "secret"}"#)
            _ = try await client.reply(.post, "/v1/boxes/read", body: try json(BoxReadRequest(locator: locator)))
            _ = try await client.reply(.get, "/v1/secret/path", token: token)
            _ = try await client.reply(HTTPRequest.Method("SECRET")!, "/v1/sync", token: token)
            let session = SessionRequest(
                device: .repeating(1), couple: nil, challenge: .repeating(0x5C), signature: .repeating(0x5D),
                registration: "SECRET-REGISTRATION")
            _ = try await client.reply(.post, "/v1/session", body: try json(session))
        }
        let log = lines.all.map { "\($0.text) \($0.metadata)" }.joined(separator: "\n")
        #expect(lines.all.filter { $0.text == "request" }.count == 6)
        #expect(!log.lowercased().contains("secret"))
        for octets in [token.bytes, locator.bytes, Bytes(repeating: 0x5C, count: 56), Bytes(repeating: 7, count: 32)] {
            #expect(!log.contains(octets.base64))
        }
    }

    @Test func `a failure that nobody foresaw leaves its kind in the log, and nothing at all on the wire`() async throws {
        struct Unforeseen: Error { let inside = "secret words" }
        let lines = LogLines()
        let server = Server(logger: lines.logger(.info))
        // An exchange can't throw it, but a body can.
        let request = Request(
            head: HTTPRequest(
                method: .post, scheme: "http", authority: "localhost", path: "/v1/sync",
                headerFields: [.authorization: "Bearer \(Token.repeating(5).bytes.base64)"]),
            body: RequestBody(asyncSequence: AsyncThrowingStream<ByteBuffer, any Error> { throw Unforeseen() }))
        await #expect(throws: Unforeseen.self) { try await server.respond(to: request) }
        #expect(lines.all.map { $0.metadata["status"] } == ["lost"])
        #expect(!"\(lines.all)".contains("secret"))
    }

    @Test(arguments: [
        "/health", "/ready", "/nothing", "/v1/server", "/v1/openapi.yaml", "/v1/challenge", "/v1/session", "/v1/boxes/read",
        "/v1/sync",
    ])
    func `what anybody may cause gets sixty lines a minute, and the next says how many were left out`(_ path: String) async throws {
        let clock = FakeUptime()
        let lines = LogLines()
        var server = Server(uptime: clock.read, logger: lines.logger(.info))
        server.exchange.limits.anonymousRequestsPerMinute = 1000
        server.settings.proxies = try TrustedProxies(parsing: TrustedProxies.loopback)
        try await server.run { client async throws in
            let body = Self.bodies[path]
            for _ in 0..<2000 { _ = try await client.reply(body == nil ? .get : .post, path, body: body) }
            #expect(lines.all.count == 60)
            #expect(lines.all.allSatisfy { $0.metadata["unlisted"] == nil })
            // A successful sync is always logged.
            for _ in 0..<3 { _ = try await client.sync(.nothing, from: "192.0.2.9") }
            #expect(lines.all.dropFirst(60).map { $0.metadata["unlisted"] } == ["1940", nil, nil])
            clock.advance(by: .milliseconds(999))
            _ = try await client.reply(.get, "/nothing")
            #expect(lines.all.count == 63)
            clock.advance(by: .milliseconds(1))
            _ = try await client.reply(.get, "/nothing")
            #expect(lines.all.count == 64)
            #expect(lines.all.last?.metadata["unlisted"] == "1")
        }
    }

    /// Bodies with which POST routes succeed, except for a sync without a token.
    private static let bodies: [String: String] = [
        "/v1/challenge": (try? json(ChallengeRequest(device: .repeating(1)))) ?? "",
        "/v1/session":
            (try? json(
                SessionRequest(device: .repeating(1), couple: nil, challenge: .repeating(2), signature: .repeating(3)))) ?? "",
        "/v1/boxes/read": (try? json(BoxReadRequest(locator: .repeating(1)))) ?? "",
        "/v1/sync": (try? json(SyncRequest.nothing)) ?? "",
    ]

    @Test func `above its level nothing is written`() async throws {
        let lines = LogLines()
        _ = try await Server(logger: lines.logger(.warning)).reply(.get, "/health")
        #expect(lines.all.isEmpty)
    }
}
