import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Models
import NIOCore
import ServerHTTP
import Testing
import Wire

@Suite("The size of a request")
struct LimitTests {
    @Test func `a request over the limit is refused, one at the limit is not`() async throws {
        let body = try json(SyncRequest.nothing)
        var server = Server()
        server.exchange.limits.requestBytes = body.utf8.count
        #expect(try await server.reply(.post, "/v1/sync", token: .repeating(5), body: body).status == .ok)
        let reply = try await server.reply(.post, "/v1/sync", token: .repeating(5), body: body + " ")
        #expect(reply.status == .contentTooLarge)
        #expect(try reply.problem().code == .requestTooLarge)
    }

    @Test func `a body that does not say its length is cut off at the limit, not read to its end`() async throws {
        var server = Server()
        server.exchange.limits.requestBytes = 1000
        let read = Counter()
        let endless = AsyncStream<ByteBuffer> {
            read.increment()
            return ByteBuffer(repeating: 0x20, count: 100)
        }
        let request = Request(
            head: HTTPRequest(
                method: .post, scheme: "http", authority: "localhost", path: "/v1/sync",
                headerFields: [.authorization: "Bearer \(Token.repeating(5).bytes.base64)"]),
            body: RequestBody(asyncSequence: endless))
        let response = try await server.respond(to: request)
        #expect(response.status == .contentTooLarge)
        #expect(read.value == 11)
    }

    @Test func `requests that hold one id may not be long`() async throws {
        let body = try json(BoxReadRequest(locator: .repeating(1))) + String(repeating: " ", count: 4096)
        let reply = try await Server().reply(.post, "/v1/boxes/read", body: body)
        #expect(try reply.problem().code == .requestTooLarge)
    }

    @Test func `a batch over the limit is refused as a whole, one at the limit is not`() async throws {
        var server = Server()
        server.exchange.limits.writes = 3
        server.exchange.onSync = { request, _ throws(Problem) in
            guard request.writes.count <= 3 else { throw Problem(status: 500, code: "asked", title: "Must not be asked.") }
            return .empty(for: request)
        }
        #expect(try await server.run { try await $0.sync(.boxes(3)) }.status == .ok)
        let reply = try await server.run { try await $0.sync(.boxes(4)) }
        #expect(reply.status == .contentTooLarge)
        #expect(try reply.problem().code == .tooManyWrites)
        #expect(try reply.problem().detail == "at most 3")
    }
}
