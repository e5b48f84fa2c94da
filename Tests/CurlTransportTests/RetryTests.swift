import ClientCore
import CurlTransport
import Models
import Support
import TestTraits
import Testing
import Wire

@Suite("Attempts after a failure", .onOwnThreads)
struct RetryTests {
    private static let done = TransportReply(status: 200, body: Bytes("done".utf8))

    @Test func `an exchange whose connection was cut is sent again, whole`() throws {
        let server = try ScriptedServer([.cut, .cut, .reply(200, body: "done")])
        let exchange = PlainExchange.run(port: server.port, body: Bytes(#"{"a":1}"#.utf8))
        #expect(exchange.result == .success(Self.done))
        #expect(server.log.requests.count == 3)
        #expect(server.log.requests.allSatisfy { $0.hasSuffix(#"{"a":1}"#) })
    }

    @Test func `a reply that breaks off is asked for again`() throws {
        let server = try ScriptedServer([.sayAndCut("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndo"), .reply(200, body: "done")])
        #expect(PlainExchange.run(port: server.port).result == .success(Self.done))
    }

    @Test func `after four cuts it gives up, and each pause was longer than the one before`() throws {
        let server = try ScriptedServer([.cut, .cut, .cut, .cut, .reply(200)])
        let exchange = PlainExchange.run(port: server.port)
        #expect(exchange.result == .failure(.interrupted))
        #expect(exchange.pauses == [.milliseconds(50), .milliseconds(100), .milliseconds(200)])
    }

    @Test func `chance makes a pause up to twice as long`() throws {
        let server = try ScriptedServer([.cut, .reply(200)])
        let exchange = PlainExchange.run(port: server.port, random: 0.5)
        #expect(exchange.pauses == [.milliseconds(75)])
    }

    @Test(arguments: [429, 502, 503, 504]) func `a busy server is asked again`(status: Int) throws {
        let server = try ScriptedServer([.reply(status), .reply(200, body: "done")])
        #expect(PlainExchange.run(port: server.port).result == .success(Self.done))
    }

    @Test(arguments: [200, 400, 401, 404, 409, 413, 500, 507]) func `any other reply is the answer`(status: Int) throws {
        let server = try ScriptedServer([.reply(status, body: "said"), .reply(200)])
        let exchange = PlainExchange.run(port: server.port)
        #expect(exchange.result == .success(TransportReply(status: status, body: Bytes("said".utf8))))
        #expect(server.log.requests.count == 1)
    }

    @Test(arguments: [Route.ready, .health])
    func `that a server is not ready is an answer to the question whether it is`(route: Route) throws {
        let server = try ScriptedServer([.reply(503), .reply(200)])
        #expect(PlainExchange.run(port: server.port, route: route).result.map(\.status) == .success(503))
    }

    @Test func `a server that stays busy has the last word`() throws {
        let server = try ScriptedServer([.reply(503), .reply(503), .reply(503), .reply(503, body: "last"), .reply(200)])
        let exchange = PlainExchange.run(port: server.port)
        #expect(exchange.result == .success(TransportReply(status: 503, body: Bytes("last".utf8))))
        #expect(exchange.pauses.count == 3)
    }

    @Test func `Retry-After is heeded`() throws {
        let server = try ScriptedServer([.reply(503, headers: "Retry-After: 2\r\n"), .reply(200, body: "done")])
        let exchange = PlainExchange.run(port: server.port, budget: .seconds(3))
        #expect(exchange.result == .success(Self.done))
        #expect(exchange.pauses == [.milliseconds(2050)])
    }

    @Test(arguments: [Duration?.some(.seconds(3)), nil])
    func `Retry-After beyond what may be spent ends the exchange without a pause`(budget: Duration?) throws {
        let server = try ScriptedServer([.reply(429, headers: "Retry-After: 60\r\n"), .reply(200)])
        let exchange = PlainExchange.run(port: server.port, budget: budget)
        #expect(exchange.result.map(\.status) == .success(429))
        #expect(exchange.pauses.isEmpty)
    }

    @Test func `pauses never go beyond the budget`() throws {
        let server = try ScriptedServer([.cut, .cut, .cut, .cut])
        let exchange = PlainExchange.run(port: server.port, budget: .milliseconds(140))
        #expect(exchange.result == .failure(.interrupted))
        #expect(exchange.pauses == [.milliseconds(50)])
    }

    @Test func `where nobody listens it tries once more`() throws {
        let server = try ScriptedServer([.reply(200)])
        _ = PlainExchange.run(port: server.port)
        let exchange = PlainExchange.run(port: server.port)
        #expect(exchange.result == .failure(.unreachable))
        #expect(exchange.pauses.count == 1)
    }
}
