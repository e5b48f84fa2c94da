import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Models
import NIOCore
import ServerCore
import ServerHTTP
import Support
import Synchronization
import Wire

/// The real service behind the real application, called without a network.
struct HTTPStage: Sendable {
    let world: World
    var limits = Limits()
    /// How it serves; it has its own proxy in front.
    var settings = ServerApplication.Settings()
    let logged = LoggedLines()

    func run<Value: Sendable>(_ body: @Sendable @escaping (any TestClientProtocol) async throws -> Value) async throws -> Value {
        try await run(responder(), body)
    }

    /// - Parameter responder: for tests that also call it directly.
    func run<Value: Sendable>(
        _ responder: CallbackResponder<ExchangeContext>, _ body: @Sendable @escaping (any TestClientProtocol) async throws -> Value
    ) async throws -> Value {
        try await Application(responder: responder, logger: logged.logger).test(.router, body)
    }

    func responder() throws -> CallbackResponder<ExchangeContext> {
        let random = SeededRandom(seed: 77)
        let time = world.time
        let service = try Service(
            store: world.store, limits: limits, registration: .open, version: "test", now: { time.now },
            random: { random.bytes($0) })
        var settings = settings
        settings.proxies = try TrustedProxies(parsing: "203.0.113.1")
        let responder = try ServerApplication.make(
            serving: service, settings: settings, uptime: { .zero }, logger: logged.logger
        ).responder
        let proxy = try SocketAddress(ipAddress: "203.0.113.1", port: 1)
        return CallbackResponder { request, context in
            var context = context
            context.peer = proxy
            return try await responder.respond(to: request, context: context)
        }
    }
}

extension TestClientProtocol {
    func ask(
        _ method: HTTPRequest.Method, _ path: String, token: Token? = nil, from address: String = "192.0.2.1", body: Bytes? = nil
    ) async throws -> TestResponse {
        var headers = HTTPFields()
        if let token { headers[.authorization] = "Bearer \(token.bytes.base64)" }
        if let name = HTTPField.Name("X-Forwarded-For") { headers[name] = address }
        return try await executeRequest(uri: path, method: method, headers: headers, body: body.map { ByteBuffer(bytes: $0) })
    }

    func post(_ route: Route, _ body: some Encodable, token: Token? = nil, from address: String = "192.0.2.1") async throws
        -> TestResponse
    {
        try await ask(.post, route.rawValue, token: token, from: address, body: Bytes(WireJSON.encode(body)))
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try body.withUnsafeReadableBytes { try WireJSON.decode(type, from: .init($0)) }
    }
}

/// Everything that was logged, at any level.
final class LoggedLines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    var logger: Logger {
        var logger = Logger(label: "adversary", factory: { _ in Handler(lines: self) })
        logger.logLevel = .trace
        return logger
    }

    private struct Handler: LogHandler {
        let lines: LoggedLines
        var logLevel = Logger.Level.trace
        var metadata = Logger.Metadata()

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            lines.lines.withLock { $0.append("\(event.message) \(all)") }
        }
    }
}
