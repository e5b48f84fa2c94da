import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Models
import NIOCore
import ServerHTTP
import Testing
import Wire

/// How many requests the server handles at once, and for whom. `BodyRoomTests` covers how much of their bodies it holds.
@Suite("Room for requests")
struct RoomTests {
    /// A request whose body reports when it's read.
    private func request(_ path: String, token: Token?, length: Int?, read: Counter) -> Request {
        var headers = HTTPFields()
        if let token { headers[.authorization] = "Bearer \(token.bytes.base64)" }
        if let length { headers[.contentLength] = "\(length)" }
        let body = AsyncStream<ByteBuffer> {
            read.increment()
            return nil
        }
        return Request(
            head: HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: path, headerFields: headers),
            body: RequestBody(asyncSequence: body))
    }

    @Test(arguments: [Token?.none, .repeating(1)])
    func `nothing of a body is read before the token is known to be good`(_ token: Token?) async throws {
        var server = Server()
        server.exchange.onCheck = { _ throws(Problem) in throw Problem(status: 401, code: .tokenUnknown, title: "No.") }
        let read = Counter()
        let reply = try await server.respond(to: request("/v1/sync", token: token, length: 4_000_000, read: read))
        #expect(reply.status == .unauthorized)
        #expect(read.value == 0)
        server.exchange.onCheck = { _ in }
        _ = try await server.respond(to: request("/v1/sync", token: .repeating(1), length: 4_000_000, read: read))
        #expect(read.value == 1)
    }

    /// A server that answers `sync` when it's told to.
    private struct Held {
        var server = Server()
        let entered: AsyncStream<Void>
        let release: AsyncStream<Void>.Continuation

        init() throws {
            let (released, release) = AsyncStream.makeStream(of: Void.self)
            let (entered, enter) = AsyncStream.makeStream(of: Void.self)
            (self.entered, self.release) = (entered, release)
            server.settings.proxies = try TrustedProxies(parsing: TrustedProxies.loopback)
            server.exchange.onSync = { request, _ throws(Problem) in
                enter.yield()
                for await _ in released { break }
                return .empty(for: request)
            }
        }

        /// The replies to a request from `first` and then one from `second`, while the previous one is under way, and after it.
        func statuses(_ first: String, _ second: String) async throws -> [HTTPResponse.Status] {
            try await server.run { client async throws in
                async let held = client.reply(
                    .post, "/v1/sync", token: .repeating(5), from: first, body: try json(SyncRequest.nothing))
                _ = await entered.first { _ in true }
                let box = try json(BoxReadRequest(locator: .repeating(1)))
                let during = try await client.reply(.post, "/v1/boxes/read", from: second, body: box).status
                release.yield()
                let status = try await held.status
                return [status, during, try await client.reply(.post, "/v1/boxes/read", from: second, body: box).status]
            }
        }
    }

    @Test func `behind a proxy one address has so many requests under way and no more`() async throws {
        var held = try Held()
        held.server.settings.connectionsPerAddress = 1
        #expect(try await held.statuses("192.0.2.1", "192.0.2.1") == [.ok, .tooManyRequests, .ok])
        var other = try Held()
        other.server.settings.connectionsPerAddress = 1
        #expect(try await other.statuses("192.0.2.1", "192.0.2.2") == [.ok, .ok, .ok])
    }
}
