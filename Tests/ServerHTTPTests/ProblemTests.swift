import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Models
import NIOCore
import ServerHTTP
import Testing
import Wire

@Suite("Problem documents")
struct ProblemTests {
    @Test func `what the exchange refuses arrives as it is, under the status of its code`() async throws {
        var server = Server()
        server.exchange.onSync = { _, _ throws(Problem) in
            throw Problem(status: 500, code: .historyChanged, title: "Another history.")
        }
        let reply = try await server.run { try await $0.sync(.nothing) }
        #expect(reply.status == .conflict)
        #expect(try reply.problem() == Problem(status: 409, code: .historyChanged, title: "Another history."))
    }

    @Test func `when to try again stands in the head as well`() async throws {
        var server = Server()
        server.exchange.onSync = { _, _ throws(Problem) in
            throw Problem(status: 503, code: .notReady, title: "Busy.", retryAfter: 7)
        }
        let reply = try await server.run { try await $0.sync(.nothing) }
        #expect(reply.headers[.retryAfter] == "7")
        #expect(try reply.problem().retryAfter == 7)
    }

    @Test(arguments: [ErrorCode.tokenUnknown, .tokenExpired, .challengeExpired, .badSignature])
    func `who is not known is told how to be`(_ code: ErrorCode) async throws {
        var server = Server()
        server.exchange.onSync = { _, _ throws(Problem) in throw Problem(status: 401, code: code, title: "No.") }
        let reply = try await server.run { try await $0.sync(.nothing) }
        #expect(reply.status == .unauthorized)
        #expect(reply.headers[.wwwAuthenticate] == #"Bearer realm="twofold", error="invalid_token""#)
    }

    @Test(arguments: [
        ("Bearer TOKEN", 200), ("bearer TOKEN", 200), ("BEARER   TOKEN", 200),
        ("BearerTOKEN", 401), ("Basic TOKEN", 401), ("Bearer\tTOKEN", 401), ("Bearer TOKEN,", 401), ("Bearer", 401),
    ])
    func `the scheme of a token may be in any case, with spaces behind`(_ header: String, _ status: Int) async throws {
        let token: Token = .repeating(5)
        var headers = HTTPFields()
        headers[.authorization] = header.replacing("TOKEN", with: token.bytes.base64)
        let body = try json(SyncRequest.nothing)
        let reply = try await Server().run { [headers] client in
            try await client.executeRequest(uri: "/v1/sync", method: .post, headers: headers, body: ByteBuffer(string: body))
        }
        #expect(reply.status.code == status)
    }

    @Test func `a full disk is told apart from other failures`() async throws {
        var server = Server()
        server.exchange.onSync = { _, _ throws(Problem) in throw Problem(status: 500, code: .storageFull, title: "Full.") }
        #expect(try await server.run { try await $0.sync(.nothing) }.status.code == 507)
    }

    @Test func `health says that the process lives, readiness whether it can serve`() async throws {
        var server = Server()
        #expect(try await server.reply(.get, "/ready").text == #"{"status":"ready"}"#)
        server.exchange.problem = Problem(status: 500, code: .notReady, title: "The clock is wrong.")
        #expect(try await server.reply(.get, "/health").text == #"{"status":"alive"}"#)
        let reply = try await server.reply(.get, "/ready")
        #expect(reply.status == .serviceUnavailable)
        #expect(try reply.problem().code == .notReady)
    }

    @Test func `the server states its limits`() async throws {
        var server = Server()
        server.exchange.limits.writes = 3
        #expect(try await server.reply(.get, "/v1/server").decoded(as: ServerInfo.self) == server.exchange.info())
    }
}
