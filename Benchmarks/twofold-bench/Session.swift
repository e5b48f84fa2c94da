import Models
import Support

/// One run: everything in every round, then the tables.
struct Session {
    private let plan: Plan
    private let folder: String
    private let constant: Child
    private let raw: RawCommits
    /// Of PostgreSQL, if that is measured.
    private let schema: String?
    private var callers: Callers
    private var results = Results()
    private let others = OtherWork()

    private static let small = 100
    private static let large = 10_000

    /// - Parameter folder: an empty one.
    init(_ plan: Plan, folder: String) async throws {
        self.plan = plan
        self.folder = folder
        Report.say("Founding couples …")
        let isWhole = plan.only == nil
        schema = plan.isOnPostgres ? TestPostgres.newSchema() : nil
        callers =
            if let schema {
                try await Callers(inSchema: schema)
            } else {
                try await Callers(
                    in: folder + "/data", sharing: isWhole ? [Self.small, Self.large] : [], revealing: isWhole ? [Self.large] : [])
            }
        raw = try RawCommits(folder: folder)
        constant = try Child(CommandLine.arguments[0], ["constant"])
    }

    mutating func run() throws {
        var server = try DataServer(plan.server, folder: folder + "/data")
        for round in 1...plan.rounds {
            Report.say("Round \(round) of \(plan.rounds) …")
            try measureRates(server)
            try measurePulls(server.child)
        }
        server.stop()
        for round in 1...plan.rounds {
            try measureStart(round)
            server = try DataServer(plan.server, folder: folder + "/data")
            try measureMemory(server)
            server.stop()
        }
        constant.stop()
        results.show(others.shares())
        if let json = plan.json { try results.write(to: json, rounds: plan.rounds, others.shares()) }
    }

    /// Only one load, over and over, for a profiler to look at the server.
    mutating func run(only errand: Callers.Errand) throws {
        let server = try DataServer(plan.server, folder: folder + "/data", schema: schema)
        defer { server.stop() }
        Report.say("The server is process \(server.child.id).")
        for _ in 0..<plan.rounds {
            Report.say(try load(errand, callers: plan.callers, server).json)
        }
    }
}

// MARK: - Rates
extension Session {
    private mutating func measureRates(_ server: DataServer) throws {
        let many = Callers.many
        let constants = try [1, many].map { try constantLoad(callers: $0) }
        let quiet = try [1, many].map { try load(.nothingNew, callers: $0, server) }
        let seals = try [1, many].map { try load(.seal, callers: $0, server) }
        let opened = try [1, many].map { try load(.sealWithOpening, callers: $0, server) }
        let commit = 1 / (try raw.rate(rowsAtOnce: 1, for: plan.duration, random: Bench.random))
        for (index, count) in [1, many].enumerated() {
            let constant = constants[index]
            results.add(constant, "constant answer", callers: count)
            for (name, id, load) in [("nothing new", "nothing-new", quiet[index]), ("sealed record", "seal", seals[index])] {
                results.add(load, name, callers: count)
                results.add("\(id)-\(count)-processor", constant.serverMicroseconds / load.serverMicroseconds)
                if id != "seal" || count > 1 { results.add("\(id)-\(count)", load.rate / constant.rate) }
            }
            results.add(opened[index], "sealed record with opening", callers: count)
        }
        results.add("raw-commit", commit * 1e6)
        results.add("seal-1", seals[0].seconds / (commit + constants[0].seconds))
        if let together = seals[1].together { results.add("seal-64-together", together) }
        results.add("seal-64-middle", seals[1].middle)
        results.add("seal-64-slowest", seals[1].slowest)
        results.add("memory-later", seals[1].memory / 1e6)
    }

    private func constantLoad(callers count: Int) throws -> Load {
        let script = Script(
            requests: [PreparedRequest(path: "/")], repeats: true, expected: Bytes("alive".utf8), hasCursors: false)
        return try LoadGenerator(
            servers: [constant], scripts: Array(repeating: script, count: count), warmUp: plan.warmUp, duration: plan.duration,
            commits: { nil }
        ).run()
    }

    private mutating func load(_ errand: Callers.Errand, callers count: Int, _ server: DataServer) throws -> Load {
        try callers.load(errand, count: count, plan, on: [server])
    }
}

// MARK: - Pulls
extension Session {
    private mutating func measurePulls(_ server: Child) throws {
        guard let small = callers.sharing[Self.small], let large = callers.sharing[Self.large],
            let revealed = callers.revealing[Self.large]
        else { throw BenchError("A couple is missing.") }
        results.add("first-shared", try Pulls.first(by: large.second, least: Self.large, from: server))
        results.add("first-revealed", try Pulls.first(by: revealed.second, least: Self.large, from: server))
        let taken = try Pulls.single(in: [(small, server), (large, server)], times: plan.pulls)
        results.add("pull-10000", taken[1] / taken[0])
    }
}

// MARK: - Starting, and memory
extension Session {
    private mutating func measureStart(_ round: Int) throws {
        let empty = folder + "/empty-\(round)"
        for id in ["start-new", "start-empty"] {
            let server = try DataServer(plan.server, folder: empty)
            results.add(id, server.child.startingTime.seconds * 1e3)
            if id == "start-empty" { results.add("memory-idle", try server.child.memory / 1e6) }
            server.stop()
        }
    }

    private mutating func measureMemory(_ server: DataServer) throws {
        let count = 1_000
        results.add("memory-64", try load(.seal, callers: Callers.many, server).memory / 1e6)
        try callers.catchUp(with: server)
        let requests = try callers.clients.map { try PreparedRequest.octets($0.request([]), token: $0.token) }
        func connect(_ count: Int) throws -> [Socket] {
            try (0..<count).map { number in
                let socket = try Socket(port: server.child.port)
                _ = try socket.ask(requests[number % requests.count])
                return socket
            }
        }
        // Some before the others, for what the server makes room for once.
        let others = try connect(200)
        let before = try server.child.memory
        let sockets = try connect(count)
        let taken = try server.child.memory - before
        results.add("memory-connection", taken / Double(sockets.count) / 1e3)
        withExtendedLifetime((others, sockets)) {}
    }
}
