import ClientCore
import CurlTransport
import Models
import Support
import TestTraits
import Testing
import Wire

@Suite("An exchange", .onOwnThreads)
struct ExchangeTests {
    @Test func `exchanges of one command share one connection`() throws {
        let server = try ScriptedServer(Array(repeating: .reply(200, body: "x"), count: 5))
        let exchange = PlainExchange.run(port: server.port, times: 5)
        #expect(exchange.result.map(\.status) == .success(200))
        #expect(server.log.connections == 1)
        #expect(server.log.requests.count == 5)
    }

    @Test func `a post says what it is and who asks`() throws {
        let server = try ScriptedServer([.reply(200)])
        let token = try #require(Token(bytes: Bytes(repeating: 0xFB, count: 32)))
        _ = PlainExchange.run(port: server.port, body: Bytes(#"{"ü":"ö"}"#.utf8), token: token)
        let request = try #require(server.log.requests.first)
        #expect(request.hasPrefix("POST /v1/sync HTTP/1.1\r\n"))
        #expect(request.contains("\r\nUser-Agent: twofold/1.2.3\r\n"))
        #expect(request.contains("\r\nContent-Type: application/json\r\n"))
        #expect(request.contains("\r\nAuthorization: Bearer \(token.bytes.base64)\r\n"))
        #expect(request.hasSuffix("\r\n\r\n" + #"{"ü":"ö"}"#))
    }

    @Test func `a question without a body is a GET, and carries no token that was not given`() throws {
        let server = try ScriptedServer([.reply(200)])
        _ = PlainExchange.run(port: server.port, route: .server)
        let request = try #require(server.log.requests.first)
        #expect(request.hasPrefix("GET /v1/server HTTP/1.1\r\n"))
        #expect(!request.contains("Authorization"))
        #expect(!request.contains("Content-Type"))
    }

    @Test func `a server with a path gets every request below it`() throws {
        let server = try ScriptedServer([.reply(200), .reply(200)])
        let address = try ServerSetting(parsing: "http://localhost:\(server.port)/apps/twofold/").address
        let transport = CurlTransport(address: address, version: "0", effects: FakeTime().effects())
        _ = transport.attempt(.sync, body: Bytes("{}".utf8))
        _ = transport.attempt(.health)
        #expect(
            server.log.requests.map { $0.prefix { $0 != "\r\n" } } == [
                "POST /apps/twofold/v1/sync HTTP/1.1", "GET /apps/twofold/health HTTP/1.1",
            ])
    }

    @Test func `what one exchange carried does not cling to the next`() throws {
        let server = try ScriptedServer([.reply(200, headers: "Set-Cookie: a=b\r\n"), .reply(200)])
        let token = try #require(Token(bytes: Bytes(repeating: 7, count: 32)))
        let transport = CurlTransport(
            address: ServerAddress(isSecure: false, host: "localhost", port: server.port, trust: .authority), version: "0",
            effects: FakeTime().effects())
        _ = transport.attempt(.sync, body: Bytes("secret".utf8), token: token)
        _ = transport.attempt(.ready)
        let request = try #require(server.log.requests.last)
        #expect(request.hasPrefix("GET /ready "))
        #expect(!request.contains("Authorization") && !request.contains("Cookie") && !request.contains("secret"))
    }

    @Test func `a long body is sent without asking first`() throws {
        let server = try ScriptedServer([.reply(200)])
        let body = Bytes(repeating: UInt8(ascii: "x"), count: 3 * 1024 * 1024)
        #expect(PlainExchange.run(port: server.port, body: body).result.map(\.status) == .success(200))
        let request = try #require(server.log.requests.first)
        #expect(!request.contains("Expect:"))
        #expect(request.utf8.count > body.count)
    }

    @Test func `a redirect is not followed`() throws {
        let other = try ScriptedServer([.reply(200)])
        let server = try ScriptedServer([.reply(307, headers: "Location: http://127.0.0.1:\(other.port)/v1/sync\r\n")])
        #expect(PlainExchange.run(port: server.port).result.map(\.status) == .success(307))
        #expect(other.log.connections == 0)
        _ = PlainExchange.run(port: other.port)
    }

    @Test(arguments: ["Content-Length: 65\r\n\r\n", "Connection: close\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n41\r\n"])
    func `a reply beyond the limit is refused, announced or not`(head: String) throws {
        let server = try ScriptedServer([.sayAndCut("HTTP/1.1 200 OK\r\n" + head + String(repeating: "x", count: 65))])
        let exchange = PlainExchange.run(port: server.port, policy: TransportPolicy(replyBytes: 64))
        #expect(exchange.result == .failure(.replyTooLarge))
    }

    @Test func `a reply of just the limit is taken`() throws {
        let server = try ScriptedServer([.reply(200, body: String(repeating: "x", count: 64))])
        let exchange = PlainExchange.run(port: server.port, policy: TransportPolicy(replyBytes: 64))
        #expect(exchange.result.map(\.body.count) == .success(64))
    }
}
