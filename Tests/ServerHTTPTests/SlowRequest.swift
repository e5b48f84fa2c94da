import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Models
import NIOCore
import NIOEmbedded
import ServerHTTP
import Wire

/// A request whose body a test sends bit by bit.
final class SlowRequest: Sendable {
    private let feed: AsyncStream<ByteBuffer>.Continuation
    /// Whether the server asks for more of the body; `false` once it has replied.
    private let asked: AsyncStream<Bool>
    private let responding: Task<Response, any Error>

    /// - Parameter length: the length that the request announces.
    init(_ path: String, token: Token? = nil, from address: String, length: Int?, to server: RunningResponder) throws {
        var headers = HTTPFields()
        if let token { headers[.authorization] = "Bearer \(token.bytes.base64)" }
        if let length { headers[.contentLength] = "\(length)" }
        let head = HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: path, headerFields: headers)
        let (body, feed) = AsyncStream.makeStream(of: ByteBuffer.self)
        let (asked, ask) = AsyncStream.makeStream(of: Bool.self)
        let watched = AsyncStream<ByteBuffer> {
            ask.yield(true)
            return await body.first { _ in true }
        }
        let peer = try SocketAddress(ipAddress: address, port: 1)
        (self.feed, self.asked) = (feed, asked)
        responding = Task {
            defer { ask.yield(false) }
            return try await server.respond(to: Request(head: head, body: RequestBody(asyncSequence: watched)), from: peer)
        }
    }

    /// - Returns: whether the server asks for a body; otherwise it has replied.
    func isBegun() async -> Bool { await asked.first { _ in true } ?? false }

    /// Sends white space, with the text at its end.
    ///
    /// - Returns: whether the server received the bytes and asks for more; otherwise it has replied.
    func send(_ octets: Int, endingWith words: String = "") async -> Bool {
        feed.yield(ByteBuffer(string: String(repeating: " ", count: octets - words.utf8.count) + words))
        return await asked.first { _ in true } ?? false
    }

    /// Ends the body.
    func reply() async throws -> Response {
        feed.finish()
        return try await responding.value
    }
}

/// One server that answers requests until the test ends.
struct RunningResponder: Sendable {
    private let responder: ExchangeResponder<FakeExchange>
    private let server: Server

    init(_ server: Server) throws {
        self.server = server
        responder = try server.application().responder
    }

    func respond(to request: Request, from peer: SocketAddress?) async throws -> Response {
        var context = ExchangeContext(source: .init(channel: NIOAsyncTestingChannel(), logger: server.logger))
        context.peer = peer
        return try await responder.respond(to: request, context: context)
    }
}
