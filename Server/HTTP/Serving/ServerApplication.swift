package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
package import NIOSSL
package import ServerCore

/// An exchange as a listening service.
package enum ServerApplication {
    /// Where and how to listen.
    package struct Settings: Sendable {
        package var host: String
        /// 0 for any free port.
        package var port: Int
        /// `nil` for plain HTTP.
        package var tls: TLSConfiguration?
        /// The proxies whose `X-Forwarded-For` is trusted.
        package var proxies: TrustedProxies
        /// Connections at once. Further ones wait for a free place.
        package var connections: Int
        /// Connections at once from one address. `nil` for no separate limit.
        package var connectionsPerAddress: Int?
        /// Octets of all request bodies held at once. See `BodyRoom`.
        package var bodyBytes: Int
        package var deadlines: Deadlines
        /// How many servers share what is allowed a minute.
        package var servers = 1
        package var meters = ServerMeters.none
        package var drain = Drain()

        package init(
            host: String = "127.0.0.1", port: Int = 8420, tls: TLSConfiguration? = nil, proxies: TrustedProxies = .none,
            connections: Int = 900, connectionsPerAddress: Int? = nil, bodyBytes: Int = 64 * 1024 * 1024,
            deadlines: Deadlines = Deadlines()
        ) {
            self.host = host
            self.port = port
            self.tls = tls
            self.proxies = proxies
            self.connections = connections
            self.connectionsPerAddress = connectionsPerAddress
            self.bodyBytes = bodyBytes
            self.deadlines = deadlines
        }

        var callers: Callers {
            Callers(
                proxies: proxies, connections: connections, perAddress: connectionsPerAddress ?? connections, bodyBytes: bodyBytes,
                meters: meters)
        }
    }

    /// - Parameters:
    ///   - uptime: a monotonic clock.
    ///   - logger: receives one line per request, at `info`. See `RequestLog`.
    ///   - onListening: called once, with the port, when the server accepts connections.
    /// - Returns: a service. On graceful shutdown it completes the requests it has begun to read.
    /// - Throws: an error if certificate and key don't match.
    package static func make<Served: Exchange>(
        serving exchange: Served, settings: Settings, uptime: @escaping @Sendable () -> Duration, logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) throws -> Application<ExchangeResponder<Served>> {
        let callers = settings.callers
        return try listening(
            ExchangeResponder(
                exchange: exchange, callers: callers, servers: settings.servers, drain: settings.drain, uptime: uptime),
            callers: callers, settings: settings, logger: logger, onListening: onListening)
    }

    /// - Returns: a service that answers `GET /metrics`, unencrypted.
    package static func make(
        measuring registry: MetricsRegistry, host: String, port: Int, logger: Logger
    ) throws -> Application<MetricsResponder> {
        let settings = Settings(host: host, port: port, connections: 16)
        return try listening(
            MetricsResponder(registry), callers: settings.callers, settings: settings, logger: logger, onListening: { _ in })
    }

    private static func listening<Responder: HTTPResponder<ExchangeContext>>(
        _ responder: Responder, callers: Callers, settings: Settings, logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) async -> Void
    ) throws -> Application<Responder> {
        let http = HTTPServerBuilder { responder in
            LoopChannel(
                base: HTTP1Channel(
                    responder: responder,
                    configuration: .init(
                        additionalChannelHandlers: [
                            ConnectionHandler(deadlines: settings.deadlines, callers: callers, drain: settings.drain)
                        ],
                        httpDecoderConfiguration: .init(
                            maxHeaderFieldSize: 8192, maxHeaderListSize: 16_384, maxHeaderFieldCount: 100))))
        }
        return Application(
            responder: responder,
            server: try settings.tls.map { try .tls(http, tlsConfiguration: $0) } ?? http,
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port),
                availableConnectionsDelegate: MaximumAvailableConnections(settings.connections)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? settings.port) },
            logger: logger)
    }
}
