import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServerCore
import ServerHTTP

/// The servers under load, each on its own port.
struct BenchServers {
    let exchangePort: Int
    /// The same HTTP server, but with a constant reply.
    let constantPort: Int

    /// Runs `body` while both servers listen.
    static func run(_ exchange: some Exchange, _ body: @escaping @Sendable (BenchServers) async throws -> Void) async throws {
        let start = ContinuousClock.now
        try await listening { onListening in
            try ServerApplication.make(
                serving: exchange, settings: .init(port: 0), uptime: { ContinuousClock.now - start }, logger: logger,
                onListening: onListening)
        } body: { exchangePort in
            try await listening {
                constant($0)
            } body: { constantPort in
                try await body(BenchServers(exchangePort: exchangePort, constantPort: constantPort))
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

    private static func constant(
        _ onListening: @escaping @Sendable (Int) async -> Void
    ) -> Application<CallbackResponder<ExchangeContext>> {
        let answer = ByteBuffer(string: #"{"status":"alive"}"#)
        let responder = CallbackResponder<ExchangeContext> { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: answer))
        }
        return Application(
            responder: responder, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { await onListening($0.localAddress?.port ?? 0) }, logger: logger)
    }

    private static var logger: Logger {
        var logger = Logger(label: "twofold-bench")
        logger.logLevel = .critical
        return logger
    }
}
