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
        /// Whose `X-Forwarded-For` counts.
        package var proxies: TrustedProxies
        /// Connections at once; later ones wait until there is room.
        package var connections: Int
        /// Of them, those from one address; nil for as many as there are.
        package var connectionsPerAddress: Int?
        /// Octets of all request bodies that are held at once: see `BodyRoom`.
        package var bodyBytes: Int
        package var deadlines: Deadlines

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
                proxies: proxies, connections: connections, perAddress: connectionsPerAddress ?? connections, bodyBytes: bodyBytes)
        }
    }

    /// - Parameters:
    ///   - uptime: a clock that never goes back.
    ///   - logger: gets one line a request, at `info`: see `RequestLog`.
    ///   - onListening: called once with the port, when connections are taken.
    /// - Returns: a service; a graceful shutdown lets it finish the requests that it has begun to read.
    /// - Throws: where certificate and key do not fit.
    package static func make<Served: Exchange>(
        serving exchange: Served, settings: Settings, uptime: @escaping @Sendable () -> Duration, logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) throws -> Application<ExchangeResponder<Served>> {
        let callers = settings.callers
        let http = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [ConnectionHandler(deadlines: settings.deadlines, callers: callers)],
                httpDecoderConfiguration: .init(maxHeaderFieldSize: 8192, maxHeaderListSize: 16_384, maxHeaderFieldCount: 100)))
        return Application(
            responder: ExchangeResponder(exchange: exchange, callers: callers, uptime: uptime),
            server: try settings.tls.map { try .tls(http, tlsConfiguration: $0) } ?? http,
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port),
                availableConnectionsDelegate: MaximumAvailableConnections(settings.connections)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? settings.port) },
            logger: logger)
    }
}
