import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Models
import NIOCore
import NIOEmbedded
import ServerHTTP
import Wire

/// One application on a fake exchange, called without a network.
struct Server {
    var exchange = FakeExchange()
    var settings = ServerApplication.Settings()
    /// The other end of each connection.
    var peer = try? SocketAddress(ipAddress: "127.0.0.1", port: 1)
    var uptime: @Sendable () -> Duration = { .zero }
    var logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

    func application() throws -> Application<ExchangeResponder<FakeExchange>> {
        try ServerApplication.make(serving: exchange, settings: settings, uptime: uptime, logger: logger)
    }

    func run<Value>(_ body: @Sendable (any TestClientProtocol) async throws -> Value) async throws -> Value {
        let responder = try application().responder
        let fromPeer = CallbackResponder<ExchangeContext> { [peer] request, context in
            var context = context
            context.peer = peer
            return try await responder.respond(to: request, context: context)
        }
        return try await Application(responder: fromPeer, logger: logger).test(.router, body)
    }

    /// One request to a new application.
    func reply(_ method: HTTPRequest.Method, _ uri: String, token: Token? = nil, body: String? = nil) async throws -> TestResponse {
        try await run { try await $0.reply(method, uri, token: token, body: body) }
    }
}

extension TestClientProtocol {
    func reply(
        _ method: HTTPRequest.Method, _ uri: String, token: Token? = nil, from address: String? = nil, body: String? = nil
    ) async throws -> TestResponse {
        var headers = HTTPFields()
        if let token { headers[.authorization] = "Bearer \(token.bytes.base64)" }
        if let address, let name = HTTPField.Name("X-Forwarded-For") { headers[name] = address }
        return try await executeRequest(uri: uri, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
    }

    func sync(_ request: SyncRequest, token: Token? = .repeating(5), from address: String? = nil) async throws -> TestResponse {
        try await reply(.post, "/v1/sync", token: token, from: address, body: try json(request))
    }
}

func json(_ value: some Encodable) throws -> String { String(decoding: try WireJSON.encode(value), as: UTF8.self) }

extension TestResponse {
    var text: String { String(buffer: body) }
    func problem() throws -> Problem { try decoded(as: Problem.self) }
    func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
        try body.withUnsafeReadableBytes { try WireJSON.decode(type, from: .init($0)) }
    }
}

extension Server {
    /// For requests that a test client can't make.
    func respond(to request: Request) async throws -> Response {
        let application = try application()
        let context = ExchangeContext(source: .init(channel: NIOAsyncTestingChannel(), logger: logger))
        return try await application.responder.respond(to: request, context: context)
    }
}
