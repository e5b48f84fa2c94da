package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
package import NIOSSL
package import ServerCore

/// An exchange as a service that listens.
package enum ServerApplication {
    /// Where and how to listen.
    package struct Settings: Sendable {
        package var host: String
        /// 0 for any that is free.
        package var port: Int
        /// Nil for plain HTTP.
        package var tls: TLSConfiguration?
        /// Take callers' addresses from `X-Forwarded-For`, which a reverse proxy in front writes.
        package var trustsForwardedFor: Bool
        /// Connections at once; later ones wait until there is room.
        package var connections: Int

        package init(
            host: String = "127.0.0.1", port: Int = 8420, tls: TLSConfiguration? = nil, trustsForwardedFor: Bool = false,
            connections: Int = 900
        ) {
            self.host = host
            self.port = port
            self.tls = tls
            self.trustsForwardedFor = trustsForwardedFor
            self.connections = connections
        }
    }

    /// - Parameters:
    ///   - uptime: a clock that never goes back.
    ///   - logger: gets one line a request, at `info`.
    ///   - onListening: called once with the port, when connections are taken.
    /// - Returns: a service; a graceful shutdown lets it finish the requests that it has begun to read.
    /// - Throws: where certificate and key do not fit.
    package static func make<Served: Exchange>(
        serving exchange: Served, settings: Settings, uptime: @escaping @Sendable () -> Duration, logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) throws -> Application<ExchangeResponder<Served>> {
        // A connection that says nothing for this long is closed, also in the middle of a request.
        let http = HTTPServerBuilder.http1(configuration: .init(idleTimeout: .seconds(60)))
        return Application(
            responder: ExchangeResponder(exchange: exchange, trustsForwardedFor: settings.trustsForwardedFor, uptime: uptime),
            server: try settings.tls.map { try .tls(http, tlsConfiguration: $0) } ?? http,
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port),
                availableConnectionsDelegate: MaximumAvailableConnections(settings.connections)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? settings.port) },
            logger: logger)
    }
}
