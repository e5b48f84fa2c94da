import ArgumentParser
import Logging
import ServerHTTP

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve until told to stop.",
        discussion: """
            On SIGTERM or SIGINT it finishes what it has accepted, and ends with 0. From then on GET /ready answers 503, and each \
            reply ends its connection.
            """)

    @OptionGroup var folder: FolderOptions

    @Option(help: ArgumentHelp("The address to listen on.", discussion: "Default: 127.0.0.1"))
    var host: String?

    @Option(help: ArgumentHelp("The port to listen on; 0 for any.", discussion: "Default: 8420"))
    var port: Int?

    @Option(help: ArgumentHelp("self-signed, or none behind a reverse proxy that encrypts.", valueName: "how"))
    var tls: ServeOptions.TLS?

    @Option(help: ArgumentHelp("A certificate and its chain, PEM.", valueName: "file"))
    var certificate: String?

    @Option(help: ArgumentHelp("The certificate's key, PEM.", valueName: "file"))
    var key: String?

    @Option(
        name: .customLong("name"),
        help: ArgumentHelp("A name that clients use to reach the server; may be repeated.", valueName: "host"))
    var names: [String] = []

    @Option(
        defaultAsFlag: TrustedProxies.loopback, parsing: .next,
        help: ArgumentHelp(
            "Take callers' addresses from the X-Forwarded-For of these reverse proxies.",
            discussion: "Addresses and networks, with commas between them; if empty, proxies on this computer.",
            valueName: "proxies"))
    var trustForwardedFor: String?

    @Option(
        help: ArgumentHelp(
            "Who may found a couple: everyone, or whoever has the token.", discussion: "Default: open on loopback, else token",
            valueName: "who"))
    var registration: ServeOptions.Registration?

    @Option(help: ArgumentHelp("Requests a minute with one token.", valueName: "number"))
    var requestsPerMinute: Int?

    @Option(help: ArgumentHelp("Requests a minute without a token from one address.", valueName: "number"))
    var anonymousRequestsPerMinute: Int?

    @Option(
        help: ArgumentHelp(
            "Connections that one address may have at once.", discussion: "Default: 32; unlimited on loopback",
            valueName: "number"))
    var connectionsPerAddress: Int?

    @Option(
        help: ArgumentHelp(
            "Records to keep for each partner, with keys and device log entries in proportion.",
            discussion: "Default: 100000", valueName: "number"))
    var recordsPerPartner: Int?

    @Option(
        help: ArgumentHelp("Room to keep for each partner, in MiB.", discussion: "Default: 512", valueName: "MiB"))
    var roomPerPartner: Int?

    @Option(
        help: ArgumentHelp(
            "How many servers share one database; each allows callers its share of the requests a minute.",
            discussion: "Default: 1", valueName: "number"))
    var servers: Int?

    @Option(
        help: ArgumentHelp(
            "Serve metrics for Prometheus on a port of this computer, or on HOST:PORT, unencrypted, for everyone who reaches it.",
            discussion: "Default: nowhere", valueName: "place"))
    var metrics: String?

    @Option(
        help: ArgumentHelp(
            "Seconds to go on accepting connections once told to stop, so that a balancer notices.", discussion: "Default: 0",
            valueName: "seconds"))
    var drainDelay: Int?

    @Option(
        help: ArgumentHelp(
            "Seconds that requests may then take before they're cut off.", discussion: "Default: 30", valueName: "seconds"))
    var drainLimit: Int?

    @Option(
        help: ArgumentHelp(
            "text, or json with one object a line.", discussion: "Default: text on a terminal, else json", valueName: "format"))
    var logFormat: LogFormat?

    @Option(
        help: ArgumentHelp(
            "trace, debug, info, notice, warning, error or critical.", discussion: "Default: info", valueName: "level"),
        transform: {
            guard let level = Logger.Level(rawValue: $0) else { throw ValidationError("There's no such level.") }
            return level
        })
    var logLevel: Logger.Level?

    func run() async throws {
        let values = try await folder.values()
        let plan = try ServePlan(try options(values), machineName: SystemEffects.machineName)
        let level = try logLevel ?? values.choice("logLevel") ?? .info
        let format: LogFormat = try logFormat ?? values.choice("logFormat") ?? (StandardStream.error.isTerminal ? .text : .json)
        let log = ServerLog(
            form: format == .json ? .json : .people(offset: SystemEffects.clockOffset, size: { StandardStream.error.size }),
            now: SystemEffects.now, print: StandardStream.error.write)
        LoggingSystem.bootstrap { _ in log.handler(level) }
        try await Serving(plan: plan, path: folder.path(values), place: try folder.database(values), log: log).run()
    }

    private func options(_ values: ConfiguredValues) throws -> ServeOptions {
        var options = ServeOptions()
        options.host = host ?? values.string("host")
        options.port = try port ?? values.int("port")
        options.certificate = certificate ?? values.string("certificate")
        options.key = key ?? values.string("key")
        options.tls = try tls ?? values.choice("tls")
        options.names = names.isEmpty ? values.strings("name") : names
        options.trustForwardedFor = trustForwardedFor ?? Self.trustedProxies(values)
        options.registration = try registration ?? values.choice("registration")
        options.requestsPerMinute = try requestsPerMinute ?? values.int("requestsPerMinute")
        options.anonymousRequestsPerMinute = try anonymousRequestsPerMinute ?? values.int("anonymousRequestsPerMinute")
        options.connectionsPerAddress = try connectionsPerAddress ?? values.int("connectionsPerAddress")
        options.recordsPerPartner = try recordsPerPartner ?? values.int("recordsPerPartner")
        options.roomPerPartner = try roomPerPartner ?? values.int("roomPerPartner")
        options.servers = try servers ?? values.int("servers")
        options.metrics = metrics ?? values.string("metrics")
        options.drainDelay = try drainDelay ?? values.int("drainDelay")
        options.drainLimit = try drainLimit ?? values.int("drainLimit")
        return options
    }

    /// A list, or `true`, which older configurations have instead of a list.
    private static func trustedProxies(_ values: ConfiguredValues) -> String? {
        if let trusts = values.bool("trustForwardedFor") { return trusts ? TrustedProxies.loopback : nil }
        let listed = values.strings("trustForwardedFor")
        return listed.isEmpty ? values.string("trustForwardedFor") : listed.joined(separator: ",")
    }
}

enum LogFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
}

extension ServeOptions.TLS: ExpressibleByArgument {}
extension ServeOptions.Registration: ExpressibleByArgument {}
