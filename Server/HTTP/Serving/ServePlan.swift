package import Wire

/// The complete settings for serving, with defaults filled in.
package struct ServePlan: Hashable, Sendable {
    package enum Encryption: Hashable, Sendable {
        case none
        case selfSigned
        case files(certificate: String, key: String)
    }

    package struct Address: Hashable, Sendable {
        package let host: String
        package let port: Int
    }

    package let host: String
    package let port: Int
    package let encryption: Encryption
    /// At least one.
    package let names: [String]
    package let proxies: TrustedProxies
    package let registrationRequired: Bool
    package let limits: Limits
    /// `nil` if addresses don't tell callers apart.
    package let connectionsPerAddress: Int?
    /// How many servers share what is allowed a minute.
    package let servers: Int
    /// Where to serve metrics. `nil` for nowhere.
    package let metrics: Address?
    /// From the signal to stop until the socket closes.
    package let drainDelay: Duration
    /// From then until what is still going on is cut off.
    package let drainLimit: Duration

    /// - Parameter machineName: this machine's own name, used if no better one is given.
    /// - Throws: `ServerSetUpError` if the options conflict or aren't safe.
    package init(_ options: ServeOptions, machineName: String) throws {
        host = options.host ?? "127.0.0.1"
        port = options.port ?? 8420
        guard (0...65_535).contains(port) else { throw ServerSetUpError("There's no port \(port).") }
        let isLoopback = Self.isLoopback(host)
        encryption = try Self.encryption(options, isLoopback: isLoopback)
        proxies = try options.trustForwardedFor.map { try TrustedProxies(parsing: $0) } ?? .none
        if options.trustForwardedFor == TrustedProxies.loopback, !isLoopback {
            throw ServerSetUpError(
                """
                This server can be reached from elsewhere, so say where the proxy is: --trust-forwarded-for 192.0.2.7, or \
                127.0.0.1 for one on this computer.
                """)
        }
        // On loopback, all callers share one address, and anyone there already has access to the machine.
        let knowsNobodyApart = isLoopback && proxies.isEmpty
        registrationRequired = options.registration.map { $0 == .token } ?? !knowsNobodyApart
        let everywhere = ["0.0.0.0", "::", ""]
        names = options.names.isEmpty ? [everywhere.contains(host) ? machineName : host] : options.names
        limits = try Self.limits(options, anonymousFactor: knowsNobodyApart ? 100 : 1)
        connectionsPerAddress = options.connectionsPerAddress ?? (knowsNobodyApart ? nil : 32)
        guard connectionsPerAddress.map({ $0 > 0 }) != false else {
            throw ServerSetUpError("The number of connections must be above 0.")
        }
        servers = options.servers ?? 1
        guard (1...1000).contains(servers) else { throw ServerSetUpError("The number of servers must be from 1 to 1000.") }
        metrics = try options.metrics.map(Self.address)
        drainDelay = try Self.seconds(options.drainDelay ?? 0, from: 0)
        drainLimit = try Self.seconds(options.drainLimit ?? 30, from: 1)
    }

    /// - Parameter text: `PORT`, which is on loopback, or `HOST:PORT`.
    private static func address(_ text: String) throws -> Address {
        let parts = text.lastIndex(of: ":").map { (text[..<$0], text[text.index(after: $0)...]) } ?? ("127.0.0.1", text[...])
        let host = parts.0.hasPrefix("[") && parts.0.hasSuffix("]") ? parts.0.dropFirst().dropLast() : parts.0
        guard !host.isEmpty, let port = Int(parts.1), (1...65_535).contains(port) else {
            throw ServerSetUpError(
                "Metrics can't be served on \(text). Write --metrics 9464 for this computer alone, or --metrics HOST:9464 for others too."
            )
        }
        return Address(host: String(host), port: port)
    }

    private static func seconds(_ number: Int, from least: Int) throws -> Duration {
        guard (least...3600).contains(number) else { throw ServerSetUpError("Draining takes from \(least) to 3600 seconds.") }
        return .seconds(number)
    }

    package static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
    }

    private static func encryption(_ options: ServeOptions, isLoopback: Bool) throws -> Encryption {
        switch (options.tls, options.certificate, options.key) {
        case (nil, let certificate?, let key?): return .files(certificate: certificate, key: key)
        case (nil, nil, nil) where isLoopback, (.some(.none), nil, nil): return .none
        case (.selfSigned, nil, nil): return .selfSigned
        case (nil, nil, nil):
            throw ServerSetUpError(
                """
                Off loopback, a server must encrypt. Give --certificate and --key, or --tls self-signed; or --tls none, if a \
                reverse proxy in front does it.
                """)
        case (nil, _, _): throw ServerSetUpError("--certificate and --key go together.")
        case (.some, _, _): throw ServerSetUpError("--tls and --certificate don't go together.")
        }
    }

    private static func limits(_ options: ServeOptions, anonymousFactor: Int) throws -> Limits {
        var limits = Limits()
        limits.anonymousRequestsPerMinute *= anonymousFactor
        if let rate = options.requestsPerMinute { limits.requestsPerMinute = rate }
        if let rate = options.anonymousRequestsPerMinute { limits.anonymousRequestsPerMinute = rate }
        guard limits.requestsPerMinute > 0, limits.anonymousRequestsPerMinute > 0 else {
            throw ServerSetUpError("A rate must be above 0.")
        }
        if let records = options.recordsPerPartner {
            guard (100...100_000_000).contains(records) else {
                throw ServerSetUpError("A partner's number of records must be from 100 to 100000000.")
            }
            // A log has room in proportion.
            limits.logEntries = max(limits.logEntries, records * limits.logEntries / limits.recordsPerPartner)
            limits.recordsPerPartner = records
        }
        if let room = options.roomPerPartner { limits.bytesPerPartner = try octets(mebibytes: room) }
        return limits
    }

    private static func octets(mebibytes: Int) throws -> Int {
        guard (1...1024 * 1024).contains(mebibytes) else { throw ServerSetUpError("A partner's room must be from 1 MiB to 1 TiB.") }
        return mebibytes * 1024 * 1024
    }
}
