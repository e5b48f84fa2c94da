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

    /// Returns once the server has been told to stop, has completed the requests it had accepted, and has closed everything.
    func run() async throws {
        let folder = try ServerFolder(path: path)
        switch place {
        case .folder(let path):
            let store = try ServerSetUpError.explaining(in: path) { try SQLiteStore(folder: path) }
            try await serve(store, in: folder) { try folder.registrationToken(random: SystemEffects.random) }
            try ServerSetUpError.explaining(in: path) { try store.close() }
        case .postgres(let database):
            let (store, durability) = try ServerSetUpError.explaining(in: database) {
                let store = try PostgresStore(database)
                return (store, try store.durability())
            }
            try await serve(store, in: folder, saying: ["storing in PostgreSQL: \(durability)"]) {
                try RegistrationToken(in: store, earlier: folder.keptRegistrationToken(), random: SystemEffects.random)
            }
            store.close()
        }
    }

    /// - Parameters:
    ///   - lines: printed after the listening address.
    ///   - makeToken: called if a new couple needs a token.
    private func serve(
        _ store: some Store, in folder: ServerFolder, saying lines: [String] = [], making makeToken: () throws -> RegistrationToken
    ) async throws {
        let tls = try files(folder)
        let (token, service) = try ServerSetUpError.explaining(in: place) {
            let token = plan.registrationRequired ? try makeToken() : nil
            let service = try ServerCore.Service(
                store: store, limits: plan.limits, registration: token.map { Registration(token: $0.text) } ?? .open,
                version: Release.version, now: SystemEffects.now, random: SystemEffects.random)
            return (token, service)
        }
        let application = try ServerApplication.make(
            serving: service, settings: settings(tls), uptime: SystemEffects.uptime, logger: Logger(label: "twofold-server"),
            onListening: { port in announce(port: port, pin: tls?.pin, token: token, in: folder, saying: lines) })
        try await ServerSetUpError.explaining(listening: plan) { try await runUntilToldToStop(application) }
    }

    private func runUntilToldToStop(_ service: any ServiceLifecycle.Service) async throws {
        var configuration = ServiceGroupConfiguration(
            services: [service], gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "twofold-server"))
        // For callers who never finish sending.
        configuration.maximumGracefulShutdownDuration = .seconds(30)
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
        ServerApplication.Settings(
            host: plan.host, port: plan.port, tls: tls?.configuration, proxies: plan.proxies,
            connections: OpenFiles.raiseLimit(), connectionsPerAddress: plan.connectionsPerAddress)
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
                Logger(label: "twofold-server").error("\(error)")
            }
        }
        lines += more
        for line in lines { StandardStream.output.write(line + "\n") }
        if StandardStream.output.isTerminal { log.keep(lines) }
    }
}
