import Hummingbird
import HummingbirdTesting
import Logging
import Models
import NIOCore
import NIOSSL
import ServerHTTP
import ServiceLifecycle
import Testing
import Wire

@Suite struct ListeningTests {
    @Test func `it serves over a real connection, several requests on one`() async throws {
        try await Server().application().test(.live) { client async throws in
            for _ in 0..<3 {
                let reply = try await client.sync(.nothing)
                #expect(reply.status == .ok)
            }
            let reply = try await client.reply(.get, "/v3")
            #expect(try reply.problem().code == .unknownVersion)
            let health = try await client.reply(.get, "/health")
            #expect(health.status == .ok)
        }
    }

    @Test func `a body that is too large leaves the connection usable`() async throws {
        var server = Server()
        server.exchange.limits.requestBytes = 100_000
        try await server.application().test(.live) { client async throws in
            let reply = try await client.reply(
                .post, "/v1/sync", token: .repeating(5), body: String(repeating: " ", count: 3_000_000))
            #expect(try reply.problem().code == .requestTooLarge)
            let after = try await client.sync(.nothing)
            #expect(after.status == .ok)
        }
    }

    @Test func `it serves TLS with a certificate of its own making`() async throws {
        let folder = try TemporaryFolder()
        let files = try ServerFolder(path: folder.path)
            .selfSignedCertificate(names: ["localhost"], now: .example, random: random)
        var server = Server()
        server.settings.tls = files.configuration
        try await server.application().test(.ahc(.https)) { client async throws in
            let after = try await client.sync(.nothing)
            #expect(after.status == .ok)
        }
    }

    @Test func `on a graceful shutdown it finishes what it has begun, and ends`() async throws {
        let (entered, enter) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        let (listening, listen) = AsyncStream.makeStream(of: Int.self)
        let server = FakeExchange(onSync: { request, _ throws(Problem) in
            enter.yield()
            for await _ in released { break }
            return .empty(for: request)
        })
        let application = try ServerApplication.make(
            serving: server, settings: .init(port: 0), uptime: { .zero }, logger: Server().logger,
            onListening: { listen.yield($0) })
        let group = ServiceGroup(configuration: .init(services: [application], logger: Server().logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let port = try #require(await listening.first { _ in true })
            let client = TestClient(host: "127.0.0.1", port: port)
            client.connect()
            async let reply = client.execute(
                TestClient.Request(
                    "/v1/sync", method: .post, authority: "localhost",
                    headers: [.authorization: "Bearer \(Token.repeating(5).bytes.base64)"],
                    body: ByteBuffer(string: try json(SyncRequest.nothing))))
            _ = await entered.first { _ in true }
            await group.triggerGracefulShutdown()
            release.yield()
            #expect(try await reply.status == .ok)
            try await tasks.waitForAll()
            try await client.shutdown()
        }
    }
}
