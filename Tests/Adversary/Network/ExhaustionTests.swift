import HTTPTypes
import HummingbirdTesting
import Models
import ServerCore
import ServerHTTP
import Support
import Testing
import Wire

/// Somebody without a good token, against the time, memory and log of a server that others use.
@Suite("Somebody on the network, against the server itself", .attacks(.couplesAreApart))
struct ExhaustionTests {
    private let world: World
    private let honest: Token
    private let stage: HTTPStage

    init() async throws {
        let world = try World()
        honest = try await offThePool { try TestPair(world).ada.wire(world).token }
        var stage = HTTPStage(world: world)
        stage.limits.anonymousRequestsPerMinute = 5
        self.world = world
        self.stage = stage
    }

    private let nothing = SyncRequest(cursor: nil, furthest: nil, offering: false, writes: [])

    @Test("A made-up token has nothing read, and as often as one likes it is the address that pays")
    func madeUpTokens() async throws {
        try await stage.run { [honest, nothing] client async throws in
            let random = SeededRandom(seed: 3)
            var statuses: [Int] = []
            for attempt in 0..<20 {
                let token = attempt.isMultiple(of: 2) ? Token(validated: Bytes(repeating: 1, count: 32)) : random.value(Token.self)
                // No JSON: whoever read it would say 400.
                let reply = try await client.ask(
                    .post, Route.sync.rawValue, token: token, body: Bytes(repeating: 0x7B, count: 100_000))
                statuses.append(reply.status.code)
            }
            #expect(statuses == Array(repeating: 401, count: 5) + Array(repeating: 429, count: 15))
            // Whoever has a good one asks from elsewhere, and from then on from there too.
            #expect(try await client.post(.sync, nothing, token: honest, from: "192.0.2.2").status == .ok)
            #expect(try await client.post(.sync, nothing, token: honest).status == .ok)
        }
    }

    @Test("Another name for oneself in the header, before or behind, in one or in two, gives nobody more requests")
    func forwardedFor() async throws {
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

    @Test("No path is free, and none fills the log", .attacks(.logsAndErrorsHoldNothing))
    func floods() async throws {
        try await stage.run { [stage] client async throws in
            for (index, path) in ["/health", "/ready", "/nothing", "/v9", "/v1/sync"].enumerated() {
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

    @Test("Bodies that wait fill no more than their address's part of the room, and others are served")
    func bodies() async throws {
        var stage = stage
        stage.limits.anonymousRequestsPerMinute = 1000
        stage.settings.connectionsPerAddress = 1000
        stage.settings.bodyBytes = 4 * 10_000
        try await stage.run { [honest, nothing] client async throws in
            // Each says what it will send, and would be let in alone.
            let large = Bytes(repeating: 0x20, count: 10_001)
            #expect(try await client.ask(.post, Route.session.rawValue, body: large).status == .tooManyRequests)
            #expect(try await client.ask(.post, Route.session.rawValue, body: Bytes(large.dropLast())).status == .badRequest)
            #expect(try await client.post(.sync, nothing, token: honest, from: "192.0.2.2").status == .ok)
        }
    }
}
