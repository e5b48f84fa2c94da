import Logging
import ServerHTTP
import ServiceLifecycle

/// Says where it couldn't listen.
struct ListeningService: Service {
    let address: String
    let service: any Service

    func run() async throws {
        try await ServerSetUpError.explaining(listeningOn: address) { try await service.run() }
    }
}

/// Must be the first service to be told to stop: the others follow once it has ended.
struct DrainingService: Service {
    let drain: Drain
    let delay: Duration
    let logger: Logger
    let pause: @Sendable (Duration) async throws -> Void

    func run() async throws {
        try await gracefulShutdown()
        drain.begin()
        logger.notice("draining", metadata: ["seconds": .stringConvertible(delay.components.seconds)])
        try await pause(delay)
    }
}
