import Hummingbird
import HummingbirdTesting
import Logging
import Models
import NIOCore
import NIOSSL
import ServerHTTP
import ServiceLifecycle
import TestTraits
import Testing
import Wire

@Suite("A listening server", .onOwnThreads)
struct ListeningTests {
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

    @Test func `a body that is too large is refused, and its connection closed`() async throws {
        var server = Server()
        server.exchange.limits.requestBytes = 100_000
        try await server.application().test(.live) { client async throws in
            let reply = try await client.reply(
                .post, "/v1/sync", token: .repeating(5), body: String(repeating: " ", count: 3_000_000))
            #expect(try reply.problem().code == .requestTooLarge)
            #expect(reply.headers[.connection] == "close")
            await #expect(throws: (any Error).self) { try await client.sync(.nothing) }
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

    @Test(.timeLimit(.minutes(1)), arguments: [false, true])
    func `a connection on which nothing happens is closed, a handshake that never ends among them`(isEncrypted: Bool) async throws {
        let folder = try TemporaryFolder()
        var settings = ServerApplication.Settings(port: 0, deadlines: Deadlines(head: .milliseconds(50)))
        if isEncrypted {
            settings.tls = try ServerFolder(path: folder.path)
                .selfSignedCertificate(names: ["localhost"], now: .example, random: random).configuration
        }
        let (listening, listen) = AsyncStream.makeStream(of: Int.self)
        let application = try ServerApplication.make(
            serving: FakeExchange(), settings: settings, uptime: { .zero }, logger: Server().logger,
            onListening: { listen.yield($0) })
        let group = ServiceGroup(configuration: .init(services: [application], logger: Server().logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let port = try #require(await listening.first { _ in true })
            let client = TestClient(host: "127.0.0.1", port: port)
            client.connect()
            // The server closes it; this end sends nothing.
            try await client.getChannel().closeFuture.get()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test func `once it's about to stop it isn't ready, answers all the same, and ends each connection`() async throws {
        let server = Server()
        try await server.application().test(.live) { client async throws in
            let before = try await client.reply(.get, "/ready")
            #expect(before.status == .ok && before.headers[.connection] == nil)
            server.settings.drain.begin()
            let ready = try await client.reply(.get, "/ready")
            #expect(ready.status == .serviceUnavailable && ready.headers[.connection] == "close")
            #expect(try ready.problem().code == .notReady)
            await #expect(throws: (any Error).self) { try await client.sync(.nothing) }
        }
        try await server.application().test(.live) { client async throws in
            let reply = try await client.sync(.nothing)
            #expect(reply.status == .ok && reply.headers[.connection] == "close")
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
            @Sendable func ask() async throws -> TestClient.Response {
                // If the request never arrives, it failed: nothing must wait for it then.
                defer { enter.finish() }
                return try await client.execute(
                    TestClient.Request(
                        "/v1/sync", method: .post, authority: "localhost",
                        headers: [.authorization: "Bearer \(Token.repeating(5).bytes.base64)"],
                        body: ByteBuffer(string: try json(SyncRequest.nothing))))
            }
            async let reply = ask()
            _ = await entered.first { _ in true }
            await group.triggerGracefulShutdown()
            release.yield()
            #expect(try await reply.status == .ok)
            try await tasks.waitForAll()
            try await client.shutdown()
        }
    }
}
