import CoreMetrics
import Logging
import Models
import PostgresStore
import SQLiteStore
import ServerCore
import ServerHTTP
import ServiceLifecycle
import UnixSignals
import Wire

/// Runs a server from its plan until it stops.
struct Serving {
    let plan: ServePlan
    /// The path of the data folder.
    let path: String
    let place: DatabasePlace
    let log: ServerLog

    private let logger = Logger(label: "twofold-server")
    /// `nil` if nobody asks for metrics; then nothing is measured.
    private let registry: MetricsRegistry?
    private let drain = Drain()

    init(plan: ServePlan, path: String, place: DatabasePlace, log: ServerLog) {
        self.plan = plan
        self.path = path
        self.place = place
        self.log = log
        registry = plan.metrics == nil ? nil : MetricsRegistry(uptime: SystemEffects.uptime)
    }

    /// Returns once the server has been told to stop, has completed the requests it had accepted, and has closed everything.
    func run() async throws {
        let folder = try ServerFolder(path: path)
        switch place {
        case .folder(let path):
            let store = try ServerSetUpError.explaining(in: path) { try SQLiteStore(folder: path) }
            registry?.observe(boxesOf: { try store.boxCount() })
            try await serve(store, in: folder)
            try ServerSetUpError.explaining(in: path) { try store.close() }
        case .postgres(let database):
            let (store, durability) = try ServerSetUpError.explaining(in: database) {
                let store = try PostgresStore(database)
                return (store, try store.durability())
            }
            registry?.observe(boxesOf: { try store.boxCount() })
            registry?.observe(store)
            try await serve(store, in: folder, saying: ["storing in PostgreSQL: \(durability)"])
            store.close()
        }
    }

    /// - Parameter lines: printed after the listening address.
    private func serve(_ store: some Store, in folder: ServerFolder, saying lines: [String] = []) async throws {
        guard let registry else { return try await listen(with: store, in: folder, saying: lines) }
        let measured = MeasuredStore(
            store, reads: TransactionMeters(of: "read", registry), writes: TransactionMeters(of: "write", registry),
            uptime: SystemEffects.uptime)
        try await listen(with: measured, in: folder, saying: lines)
    }

    private func listen(with store: some Store, in folder: ServerFolder, saying lines: [String]) async throws {
        let tls = try files(folder)
        let token = plan.registrationRequired ? try folder.registrationToken(random: SystemEffects.random) : nil
        let service = try ServerSetUpError.explaining(in: place) {
            try ServerCore.Service(
                store: store, limits: plan.limits, registration: token.map { Registration(token: $0.text) } ?? .open,
                version: Release.version,
                commitSizes: registry.map { Recorder(label: ServerMetric.commitParts.rawValue, factory: $0) },
                now: SystemEffects.now, random: SystemEffects.random)
        }
        registry?.observe(service, drain)
        let application = try ServerApplication.make(
            serving: service, settings: settings(tls), uptime: SystemEffects.uptime, logger: logger,
            onListening: { port in announce(port: port, pin: tls?.pin, token: token, in: folder, saying: lines) })
        // The last is the first to be told to stop.
        let services: [(any ServiceLifecycle.Service)?] = [
            try metrics(),
            ListeningService(address: "\(plan.host):\(plan.port)", service: application),
            DrainingService(drain: drain, delay: plan.drainDelay, logger: logger, pause: SystemEffects.pause),
        ]
        try await runUntilToldToStop(services.compactMap { $0 })
    }

    private func metrics() throws -> ListeningService? {
        guard let registry, let address = plan.metrics else { return nil }
        let application = try ServerApplication.make(
            measuring: registry, host: address.host, port: address.port, logger: logger)
        return ListeningService(address: "\(address.host):\(address.port)", service: application)
    }

    private func runUntilToldToStop(_ services: [any ServiceLifecycle.Service]) async throws {
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        // For callers who never finish sending.
        configuration.maximumGracefulShutdownDuration = plan.drainDelay + plan.drainLimit
        try await ServiceGroup(configuration: configuration).run()
    }

    private func files(_ folder: ServerFolder) throws -> TLSFiles? {
        switch plan.encryption {
        case .none: nil
        case .files(let certificate, let key): try TLSFiles(certificatePath: certificate, keyPath: key)
        case .selfSigned:
            try folder.selfSignedCertificate(names: plan.names, now: SystemEffects.now(), random: SystemEffects.random)
        }
    }

    private func settings(_ tls: TLSFiles?) -> ServerApplication.Settings {
        var settings = ServerApplication.Settings(
            host: plan.host, port: plan.port, tls: tls?.configuration, proxies: plan.proxies,
            connections: OpenFiles.raiseLimit(), connectionsPerAddress: plan.connectionsPerAddress)
        settings.servers = plan.servers
        settings.drain = drain
        if let registry { settings.meters = ServerMeters(registry) }
        return settings
    }

    /// Prints a line with the listening address and, with a self-signed certificate, another to paste when setting up a client. The
    /// second line is also saved in the folder, so that standard output need not go to a file or a log.
    private func announce(
        port: Int, pin: CertificatePin?, token: RegistrationToken?, in folder: ServerFolder, saying more: [String]
    ) {
        func server(_ host: String, _ pin: CertificatePin?, _ token: RegistrationToken?) -> ServerString {
            ServerString(isSecure: plan.encryption != .none, host: host, port: port, pin: pin, registration: token)
        }
        var lines = ["listening on \(server(plan.host, nil, nil).origin)"]
        if plan.encryption == .selfSigned {
            let line = "twofold init --server '\(server(plan.names[0], pin, token).text)'"
            lines.append(line)
            do {
                try folder.keep(line: line)
            } catch {
                logger.error("\(error)")
            }
        }
        lines += more
        if let metrics = plan.metrics {
            let reach = ServePlan.isLoopback(metrics.host) ? "this computer" : "everyone who reaches that address"
            let host = metrics.host.contains(":") ? "[\(metrics.host)]" : metrics.host
            lines.append("metrics on http://\(host):\(metrics.port)/metrics, for \(reach)")
        }
        StandardStream.output.write(lines.map { $0 + "\n" }.joined())
        if StandardStream.output.isTerminal { log.keep(lines) }
    }
}
