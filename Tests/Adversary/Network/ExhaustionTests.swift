import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Models
import NIOCore
import NIOEmbedded
import ServerCore
import ServerHTTP
import Support
import Synchronization
import TestTraits
import Testing
import Wire

/// Someone without a valid token attacks the time, memory and log of a server that others use.
@Suite("Somebody on the network, against the server itself", .onOwnThreads, .attacks(.couplesAreApart))
struct ExhaustionTests {
    private let world: World
    private let honest: Token
    private let stage: HTTPStage

    init() async throws {
        let world = try World()
        honest = try TestPair(world).ada.wire(world).token
        var stage = HTTPStage(world: world)
        stage.limits.anonymousRequestsPerMinute = 5
        self.world = world
        self.stage = stage
    }

    private let nothing = SyncRequest(cursor: nil, furthest: nil, offering: false, writes: [])

    @Test func `a made-up token has nothing read, and as often as one likes it is the address that pays`() async throws {
        try await stage.run { [honest, nothing] client async throws in
            let random = SeededRandom(seed: 3)
            var statuses: [Int] = []
            for attempt in 0..<20 {
                let token = attempt.isMultiple(of: 2) ? Token(validated: Bytes(repeating: 1, count: 32)) : random.value(Token.self)
                // Not JSON: reading it would result in 400.
                let reply = try await client.ask(
                    .post, Route.sync.rawValue, token: token, body: Bytes(repeating: 0x7B, count: 100_000))
                statuses.append(reply.status.code)
            }
            #expect(statuses == Array(repeating: 401, count: 5) + Array(repeating: 429, count: 15))
            // Someone with a valid token connects from another address, and from then on from that one too.
            #expect(try await client.post(.sync, nothing, token: honest, from: "192.0.2.2").status == .ok)
            #expect(try await client.post(.sync, nothing, token: honest).status == .ok)
        }
    }

    @Test
    func `another name for oneself in the header, before or behind, in one or in two, gives nobody more requests`() async throws {
        try await stage.run { client async throws in
            var statuses: [Int] = []
            for attempt in 0..<10 {
                var headers = HTTPFields()
                for value in ["198.51.100.\(attempt), 203.0.113.1", "203.0.113.1, 192.0.2.9"] {
                    headers.append(HTTPField(name: try #require(HTTPField.Name("X-Forwarded-For")), value: value))
                }
                let reply = try await client.executeRequest(uri: "/v1/server", method: .get, headers: headers, body: nil)
                statuses.append(reply.status.code)
            }
            #expect(statuses == Array(repeating: 200, count: 5) + Array(repeating: 429, count: 5))
        }
    }

    @Test(.attacks(.logsAndErrorsHoldNothing)) func `no path is free, and none fills the log`() async throws {
        try await stage.run { [stage] client async throws in
            for (index, path) in ["/health", "/ready", "/nothing", "/v9", "/v1/sync", "/v1/server", "/v1/openapi.yaml"].enumerated()
            {
                var answered = 0
                for _ in 0..<500 {
                    let status = try await client.ask(.get, path, from: "198.51.100.\(index)").status
                    if status != .tooManyRequests { answered += 1 }
                }
                #expect(answered == 5, "\(path)")
            }
            #expect(stage.logged.all.filter { $0.hasPrefix("request ") }.count == 60)
        }
    }

    /// A session request that announces four mebibytes, sends one byte, and waits.
    ///
    /// - Parameters:
    ///   - onWait: called once the server has received the byte and asks for more.
    ///   - end: ends the wait.
    private func claim(from address: String, onWait: @escaping @Sendable () -> Void, until end: AsyncStream<Void>) throws -> Request
    {
        var head = HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: Route.session.rawValue)
        head.headerFields[.contentLength] = "4194304"
        head.headerFields[try #require(HTTPField.Name("X-Forwarded-For"))] = address
        let asked = Atomic(0)
        let body = AsyncStream<ByteBuffer> {
            if asked.add(1, ordering: .relaxed).oldValue == 0 { return ByteBuffer(string: "{") }
            onWait()
            for await _ in end {}
            return nil
        }
        return Request(head: head, body: RequestBody(asyncSequence: body))
    }

    @Test
    func `sixteen requests that claim all room for bodies, and send an octet each, keep nobody out: no neighbour either`()
        async throws
    {
        let responder = try stage.responder()
        let (waiting, wait) = AsyncStream.makeStream(of: Void.self)
        let ends = (0..<16).map { _ in AsyncStream.makeStream(of: Void.self) }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for (number, end) in ends.enumerated() {
                let request = try claim(from: "198.51.100.\(number % 4)", onWait: { wait.yield() }, until: end.stream)
                let context = ExchangeContext(source: .init(channel: NIOAsyncTestingChannel(), logger: stage.logged.logger))
                group.addTask {
                    defer { wait.yield() }
                    return try await responder.respond(to: request, context: context).status.code
                }
            }
            var taken = 0
            for await _ in waiting {
                taken += 1
                if taken == ends.count { break }
            }
            try await stage.run(responder) { [honest, nothing] client async throws in
                // More than anyone may send for free, both from elsewhere and from the attacker's addresses.
                let sync = Bytes(repeating: 0x20, count: 100_000) + Bytes(try WireJSON.encode(nothing))
                for address in ["192.0.2.2", "198.51.100.0", "198.51.100.3"] {
                    let reply = try await client.ask(.post, Route.sync.rawValue, token: honest, from: address, body: sync)
                    #expect(reply.status == .ok)
                }
                let large = try await client.ask(
                    .post, Route.session.rawValue, from: "198.51.100.0", body: Bytes(repeating: 0x20, count: 100_000))
                #expect(large.status == .badRequest)
            }
            for end in ends { end.continuation.finish() }
            for try await status in group { #expect(status == 400) }
        }
    }
}
