import HTTPTypes
import Hummingbird
import Models
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import ServerHTTP
import Testing
import Wire

/// Connections whose time passes only when a test says so. Each limit is tested from both sides.
@Suite("Time limits of a connection")
struct ConnectionTests {
    private static let deadlines = Deadlines(head: .seconds(30), grace: .seconds(20), bytesPerSecond: 100, lingering: .seconds(3))

    /// One caller's connection, and what the server's end of it was told to read.
    private struct Connection {
        let loop = EmbeddedEventLoop()
        let channel: EmbeddedChannel

        init(from address: String = "192.0.2.1", _ callers: Callers = .few(), drain: Drain = Drain()) throws {
            let handler = ConnectionHandler(deadlines: ConnectionTests.deadlines, callers: callers, drain: drain)
            channel = EmbeddedChannel(handlers: [HalfClosing(), handler], loop: loop)
            let peer = try SocketAddress(ipAddress: address, port: 1)
            channel.remoteAddress = peer
            try channel.connect(to: peer).wait()
        }

        var isOpen: Bool { channel.isActive }

        func close() throws { try channel.close().wait() }

        /// Expects that it's open until a second before, and closed then.
        func closes(after seconds: Int64, _ place: SourceLocation = #_sourceLocation) {
            loop.advanceTime(by: .seconds(seconds - 1))
            #expect(isOpen, sourceLocation: place)
            loop.advanceTime(by: .seconds(1))
            #expect(!isOpen, sourceLocation: place)
        }

        func sendHead() throws {
            let head = HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/v1/sync")
            try channel.writeInbound(HTTPRequestPart.head(head))
        }
        func sendBody(_ octets: Int) throws {
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(repeating: 0, count: octets)))
        }
        func sendEnd() throws { try channel.writeInbound(HTTPRequestPart.end(nil)) }

        /// - Parameter isTaken: whether the caller receives the reply; otherwise it stays with the server.
        func reply(octets: Int = 10, isTaken: Bool = true) throws -> HTTPResponse? {
            channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)
            channel.write(HTTPResponsePart.body(ByteBuffer(repeating: 0, count: octets)), promise: nil)
            channel.write(HTTPResponsePart.end(nil), promise: nil)
            guard isTaken else { return nil }
            channel.flush()
            guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self) else { return nil }
            return head
        }

        /// What reached the server, in bytes.
        func received() throws -> Int {
            var count = 0
            while try channel.readInbound(as: HTTPRequestPart.self) != nil { count += 1 }
            return count
        }
    }

    @Test func `a connection on which no request begins is closed, a handshake that never ends among them`() throws {
        try Connection().closes(after: 30)
    }

    @Test func `a head that never ends has the same time, since no part of it gets this far`() throws {
        let connection = try Connection()
        try connection.sendHead()
        try connection.sendEnd()
        _ = try connection.reply()
        connection.closes(after: 30)
    }

    @Test func `a body has its grace, and a second more for each hundred octets that came`() throws {
        let silent = try Connection()
        try silent.sendHead()
        silent.closes(after: 20)

        let slow = try Connection()
        try slow.sendHead()
        for _ in 0..<10 {
            try slow.sendBody(50)
            slow.loop.advanceTime(by: .seconds(1))
        }
        // 500 bytes: 25 seconds from the head, of which 10 have passed.
        slow.closes(after: 15)
    }

    @Test func `one octet now and then keeps nothing open`() throws {
        let connection = try Connection()
        try connection.sendHead()
        var seconds = 0
        while connection.isOpen, seconds < 1000 {
            try connection.sendBody(1)
            connection.loop.advanceTime(by: .seconds(5))
            seconds += 5
        }
        #expect(seconds == 25)
    }

    @Test func `a body that keeps the rate is never cut off, however long it is`() throws {
        let connection = try Connection()
        try connection.sendHead()
        for _ in 0..<1000 {
            try connection.sendBody(100)
            connection.loop.advanceTime(by: .seconds(1))
        }
        try connection.sendEnd()
        #expect(connection.isOpen)
        #expect(try connection.reply()?.headerFields[.connection] == nil)
    }

    @Test func `what the server takes for itself isn't the caller's time`() throws {
        let connection = try Connection()
        try connection.sendHead()
        try connection.sendEnd()
        connection.loop.advanceTime(by: .hours(1))
        #expect(connection.isOpen)
        _ = try connection.reply()
        connection.closes(after: 30)
    }

    @Test func `a reply that isn't taken has its grace, and a second more for each hundred octets of it`() throws {
        let connection = try Connection()
        try connection.sendHead()
        try connection.sendEnd()
        _ = try connection.reply(octets: 1000, isTaken: false)
        connection.closes(after: 30)
    }

    @Test func `a reply before the end of its request closes the connection, and nothing more is read`() throws {
        let connection = try Connection()
        try connection.sendHead()
        try connection.sendBody(10)
        let reply = try connection.reply()
        #expect(reply?.headerFields[.connection] == "close")
        #expect(try connection.received() == 2)
        for _ in 0..<2 {
            try connection.sendBody(1000)
            connection.loop.advanceTime(by: .seconds(1))
        }
        #expect(connection.isOpen)
        try connection.sendBody(1000)
        connection.loop.advanceTime(by: .seconds(1))
        #expect(!connection.isOpen)
        #expect(try connection.received() == 0)
    }

    @Test func `requests that come before the reply to the first are served, one by one`() throws {
        let connection = try Connection()
        for _ in 0..<3 {
            try connection.sendHead()
            try connection.sendEnd()
        }
        for _ in 0..<3 {
            #expect(connection.isOpen)
            connection.loop.advanceTime(by: .hours(1))
            #expect(try connection.reply()?.headerFields[.connection] == nil)
            _ = try connection.channel.readOutbound(as: HTTPResponsePart.self)
            _ = try connection.channel.readOutbound(as: HTTPResponsePart.self)
        }
        #expect(try connection.received() == 6)
        connection.closes(after: 30)
    }

    @Test func `a server that is about to stop ends a connection with the reply, but not before the requests that have come`()
        throws
    {
        let drain = Drain()
        let connection = try Connection(drain: drain)
        for _ in 0..<2 {
            try connection.sendHead()
            try connection.sendEnd()
        }
        drain.begin()
        var replies: [String?] = []
        for _ in 0..<2 {
            replies.append(try connection.reply()?.headerFields[.connection])
            _ = try connection.channel.readOutbound(as: HTTPResponsePart.self)
            _ = try connection.channel.readOutbound(as: HTTPResponsePart.self)
        }
        #expect(replies == [nil, "close"])
        try connection.sendHead()
        #expect(try connection.received() == 4)
        connection.closes(after: 3)
    }

    @Test func `open connections are counted, and those that are closed for a reason`() throws {
        let registry = MetricsRegistry(uptime: { .zero })
        let callers = Callers(
            proxies: .none, connections: 1000, perAddress: 2, bodyBytes: 1000, meters: ServerMeters(registry))
        func counted(_ name: String, _ labels: [String: String] = [:]) throws -> Double? {
            try Exposition(registry.text()).value(name, labels)
        }
        let (first, second) = (try Connection(callers), try Connection(callers))
        #expect(try Connection(callers).isOpen == false)
        #expect(try counted("twofold_connections") == 2)
        try first.close()
        second.closes(after: 30)
        #expect(try counted("twofold_connections") == 0)
        #expect(try counted("twofold_connections_closed_total", ["reason": "limit"]) == 1)
        #expect(try counted("twofold_connections_closed_total", ["reason": "deadline"]) == 1)
    }

    @Test func `the rest of a second request has its grace from the reply to the first`() throws {
        let connection = try Connection()
        try connection.sendHead()
        try connection.sendEnd()
        try connection.sendHead()
        connection.loop.advanceTime(by: .hours(1))
        _ = try connection.reply()
        connection.closes(after: 20)
    }

    @Test func `one address has so many connections and no more, and gets them back`() throws {
        let callers = Callers.few(2)
        let first = try Connection(callers)
        let second = try Connection(callers)
        #expect(first.isOpen && second.isOpen)
        #expect(try Connection(callers).isOpen == false)
        #expect(try Connection(from: "192.0.2.2", callers).isOpen)
        try first.channel.close().wait()
        let third = try Connection(callers)
        #expect(third.isOpen)
        #expect(try Connection(callers).isOpen == false)
    }

    @Test func `a trusted proxy's connections are many callers', and aren't counted`() throws {
        let callers = Callers.few(1, proxies: try TrustedProxies(parsing: "192.0.2.0/24"))
        let connections = try (1...5).map { _ in try Connection(callers) }
        #expect(connections.allSatisfy { $0.isOpen })
        let stranger = try Connection(from: "198.51.100.1", callers)
        #expect(stranger.isOpen)
        #expect(try Connection(from: "198.51.100.1", callers).isOpen == false)
    }

    /// Makes a request with a token from an address.
    private func show(_ token: Token, from address: String, to responder: ExchangeResponder<FakeExchange>) async throws {
        let head = HTTPRequest(
            method: .post, scheme: "http", authority: "localhost", path: "/v1/sync",
            headerFields: [.authorization: "Bearer \(token.bytes.base64)"])
        var context = ExchangeContext(source: .init(channel: NIOAsyncTestingChannel(), logger: Server().logger))
        context.peer = try SocketAddress(ipAddress: address, port: 1)
        let body = RequestBody(buffer: ByteBuffer(string: try json(SyncRequest.nothing)))
        _ = try await responder.respond(to: Request(head: head, body: body), context: context)
    }

    /// One token is valid; time stands still.
    private func responder(_ callers: Callers) -> ExchangeResponder<FakeExchange> {
        var exchange = FakeExchange()
        exchange.limits.requestsPerMinute = 10_000
        exchange.onCheck = { token throws(Problem) in
            guard token == .repeating(9) else { throw Problem(status: 401, code: .tokenUnknown, title: "No.") }
        }
        return ExchangeResponder(exchange: exchange, callers: callers, uptime: { .zero })
    }

    @Test func `the last quarter of all connections is for addresses that showed a good token`() async throws {
        let callers = Callers.few(100, of: 40)
        let responder = responder(callers)
        try await show(.repeating(9), from: "192.0.2.200", to: responder)
        try await show(.repeating(8), from: "192.0.2.201", to: responder)
        var connections = try (1...30).map { try Connection(from: "198.51.100.\($0)", callers) }
        for stranger in ["198.51.100.1", "198.51.100.99", "192.0.2.201"] {
            #expect(try Connection(from: stranger, callers).isOpen == false)
        }
        connections += try (1...10).map { _ in try Connection(from: "192.0.2.200", callers) }
        #expect(connections.allSatisfy { $0.isOpen })
        #expect(try Connection(from: "192.0.2.200", callers).isOpen == false)
        // A connection that ends makes room only for known callers, until more than the quarter is free.
        for connection in connections.prefix(10) { try connection.close() }
        #expect(try Connection(from: "198.51.100.1", callers).isOpen == false)
        try connections[10].close()
        let stranger = try Connection(from: "198.51.100.1", callers)
        #expect(stranger.isOpen)
        connections.append(stranger)
        #expect(try Connection(from: "198.51.100.2", callers).isOpen == false)
    }

    @Test func `those that showed a token longest ago are forgotten, where there are too many`() async throws {
        let callers = Callers.few(100, of: 4)
        let responder = responder(callers)
        for number in 0...4096 {
            try await show(.repeating(9), from: "10.0.\(number / 256).\(number % 256)", to: responder)
            // A caller that returns isn't among the oldest.
            if number == 4000 { try await show(.repeating(9), from: "10.0.0.7", to: responder) }
        }
        let strangers = try (1...3).map { try Connection(from: "198.51.100.\($0)", callers) }
        #expect(try Connection(from: "10.0.0.0", callers).isOpen == false)
        for known in ["10.0.0.7", "10.0.16.0"] {
            let connection = try Connection(from: known, callers)
            #expect(connection.isOpen)
            try connection.close()
        }
        for stranger in strangers { try stranger.close() }
    }
}

/// Embedded channels don't support half-closing: they would close completely.
private final class HalfClosing: ChannelOutboundHandler {
    typealias OutboundIn = HTTPResponsePart

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .output { promise?.succeed() } else { context.close(mode: mode, promise: promise) }
    }
}

extension Callers {
    fileprivate static func few(_ count: Int = 10, of all: Int = 1000, proxies: TrustedProxies = .none) -> Callers {
        Callers(proxies: proxies, connections: all, perAddress: count, bodyBytes: 1000)
    }
}
