import Support

/// The server on PostgreSQL, beside PostgreSQL alone and beside the server on SQLite.
struct DatabaseSession {
    private let plan: Plan
    private let folder: String
    private let database: DatabaseProcesses
    private let pgbench: Pgbench
    private var onSQLite: Callers
    private var callers: Callers
    private let few, many: TestCouple
    private var results = Results()

    private static let small = 100
    /// Records of each couple that only takes up room.
    private static let model = 20

    /// - Parameter folder: an empty one.
    init(_ plan: Plan, folder: String) async throws {
        guard TestPostgres.isThere else { throw BenchError("Run it with Scripts/with-postgres.") }
        self.plan = plan
        self.folder = folder
        Report.say("Founding couples …")
        onSQLite = try await Callers(in: folder + "/sqlite", sharing: [], revealing: [])
        callers = try await Callers(inSchema: "small")
        database = try DatabaseProcesses(schema: "small")
        pgbench = try Pgbench(schema: "pgbench", folder: folder)
        Report.say("Filling stores with 1,000 and \(plan.couples) couples …")
        few = try await Self.place("few", others: 1_000)
        many = try await Self.place("many", others: plan.couples)
    }

    /// - Returns: the couple that pulls.
    private static func place(_ schema: String, others count: Int) async throws -> TestCouple {
        let callers = try await Callers(inSchema: schema, sharing: [small, model])
        guard let couple = callers.sharing[small], let model = callers.sharing[model] else {
            throw BenchError("A couple is missing.")
        }
        let records = try PostgresCrowd(schema: schema).grow(by: count, like: model.first.partner.couple)
        Report.say("\(count) couples have \(records) records.")
        return couple
    }

    mutating func run() throws {
        let (others, before) = (OtherWork(), try database.processorTime)
        for round in 1...plan.rounds {
            Report.say("Round \(round) of \(plan.rounds) …")
            try measureRates()
            try measurePulls()
        }
        // pgbench's own is other work.
        let shares = others.shares(besides: try database.processorTime - before)
        results.show(shares)
        if let json = plan.json { try results.write(to: json, rounds: plan.rounds, shares) }
    }

    private mutating func measureRates() throws {
        let sqlite = try DataServer(plan.server, folder: folder + "/sqlite")
        defer { sqlite.stop() }
        let servers = try ["one", "two"].map { try DataServer(plan.server, folder: folder + "/" + $0, schema: "small") }
        defer { for server in servers { server.stop() } }
        let one = [servers[0]]
        try load(.nothingNew, "nothing new, SQLite", 1) { try $0.onSQLite.load($1, count: $2, $0.plan, on: [sqlite]) }
        try load(.nothingNew, "nothing new", 1) { try $0.callers.load($1, count: $2, $0.plan, on: one, $0.database) }
        try load(.seal, "sealed record, SQLite", 1) { try $0.onSQLite.load($1, count: $2, $0.plan, on: [sqlite]) }
        try load(.seal, "sealed record", 1) { try $0.callers.load($1, count: $2, $0.plan, on: one, $0.database) }
        let quiet = try load(.nothingNew, "nothing new, SQLite") { try $0.onSQLite.load($1, count: $2, $0.plan, on: [sqlite]) }
        let news = try load(.nothingNew, "nothing new") { try $0.callers.load($1, count: $2, $0.plan, on: one, $0.database) }
        let shared = try load(.nothingNew, "nothing new, two servers") {
            try $0.callers.load($1, count: $2, $0.plan, on: servers, $0.database)
        }
        let embedded = try load(.seal, "sealed record, SQLite") { try $0.onSQLite.load($1, count: $2, $0.plan, on: [sqlite]) }
        let transactions = try pgbench.rate(clients: Callers.many, for: plan.duration)
        let seals = try load(.seal, "sealed record") { try $0.callers.load($1, count: $2, $0.plan, on: one, $0.database) }
        let split = try load(.seal, "sealed record, two servers") {
            try $0.callers.load($1, count: $2, $0.plan, on: servers, $0.database)
        }
        results.add("postgres-nothing-new", news.rate / quiet.rate)
        results.add("postgres-nothing-new-two", shared.rate / news.rate)
        results.add("pgbench", transactions)
        results.add("postgres-seal", seals.rate / transactions)
        results.add("postgres-seal-sqlite", seals.rate / embedded.rate)
        results.add("postgres-seal-two", split.rate / seals.rate)
        results.add("postgres-memory", seals.memory / 1e6)
    }

    @discardableResult
    private mutating func load(
        _ errand: Callers.Errand, _ name: String, _ count: Int = Callers.many,
        _ measure: (inout Self, Callers.Errand, Int) throws -> Load
    ) throws -> Load {
        let load = try measure(&self, errand, count)
        results.add(load, name, callers: count)
        return load
    }

    private mutating func measurePulls() throws {
        let servers = try ["few", "many"].map { try DataServer(plan.server, folder: folder + "/" + $0, schema: $0) }
        defer { for server in servers { server.stop() } }
        let taken = try Pulls.single(in: [(few, servers[0].child), (many, servers[1].child)], times: plan.pulls)
        results.add("postgres-pull", taken[1] / taken[0])
        results.add("postgres-pull-time", taken[1])
    }
}
