import Hummingbird
import HummingbirdTLS
import Logging
import NIOCore
import Synchronization

/// A real TLS server on loopback, while `body` runs. Answers every path with the path, and counts its replies.
enum TLSServer {
    final class Counter: Sendable {
        private let value = Mutex(0)

        var count: Int { value.withLock { $0 } }

        func add() { value.withLock { $0 += 1 } }
    }

    static func run(_ tls: TLSConfiguration, body: @Sendable (_ port: Int, _ answered: Counter) async throws -> Void) async throws {
        let answered = Counter()
        let router = Router()
        for method in [HTTPRequest.Method.get, .post] {
            router.on("**", method: method) { request, _ in
                answered.add()
                return request.uri.path
            }
        }
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let application = Application(
            router: router, server: try .tls(.http1(), tlsConfiguration: tls),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) }, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { port.finish() }
                try await application.run()
            }
            for await port in ports {
                try await body(port, answered)
                break
            }
            group.cancelAll()
            while await group.nextResult() != nil {}
        }
    }
}
