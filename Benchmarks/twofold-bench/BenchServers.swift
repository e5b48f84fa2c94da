import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServerCore
import ServerHTTP
import Wire

/// The servers under load, each on its own port.
struct BenchServers {
    let exchangePort: Int
    /// The same HTTP server, but with a constant reply.
    let constantPort: Int
    /// The constant reply through a router with as many routes as a server has, and a middleware for each thing that is checked
    /// first.
    let routedPort: Int

    /// Runs `body` while both servers listen.
    static func run(_ exchange: some Exchange, _ body: @escaping @Sendable (BenchServers) async throws -> Void) async throws {
        let start = ContinuousClock.now
        try await listening { onListening in
            try ServerApplication.make(
                serving: exchange, settings: .init(port: 0), uptime: { ContinuousClock.now - start }, logger: logger,
                onListening: onListening)
        } body: { exchangePort in
            try await listening {
                constant(CallbackResponder { _, _ in answer() }, $0)
            } body: { constantPort in
                try await listening {
                    constant(routed().buildResponder(), $0)
                } body: { routedPort in
                    try await body(
                        BenchServers(exchangePort: exchangePort, constantPort: constantPort, routedPort: routedPort))
                }
            }
        }
    }

    private static func listening(
        _ make: (@escaping @Sendable (Int) async -> Void) throws -> some ApplicationProtocol,
        body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = try make { port.yield($0) }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await application.runService(gracefulShutdownSignals: []) }
            tasks.addTask {
                for await port in ports {
                    try await body(port)
                    break
                }
            }
            _ = try await tasks.next()
            tasks.cancelAll()
        }
    }

    private static func constant<Responder: HTTPResponder>(
        _ responder: Responder, _ onListening: @escaping @Sendable (Int) async -> Void
    ) -> Application<Responder> where Responder.Context == ExchangeContext {
        Application(
            responder: responder, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { await onListening($0.localAddress?.port ?? 0) }, logger: logger)
    }

    private static func answer() -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"status":"alive"}"#)))
    }

    private static func routed() -> Router<ExchangeContext> {
        let router = Router(context: ExchangeContext.self)
        // The log, the room of an address, its rate, and the method.
        for _ in 0..<4 { router.add(middleware: Passing()) }
        for route in Route.allCases {
            router.on(RouterPath(route.rawValue), method: route.isPosted ? .post : .get) { _, _ in answer() }
        }
        return router
    }

    private struct Passing: RouterMiddleware {
        func handle(
            _ request: Request, context: ExchangeContext, next: (Request, ExchangeContext) async throws -> Response
        ) async throws -> Response { try await next(request, context) }
    }

    private static var logger: Logger {
        var logger = Logger(label: "twofold-bench")
        logger.logLevel = .critical
        return logger
    }
}
