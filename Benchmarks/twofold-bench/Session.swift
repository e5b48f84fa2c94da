import Models
import SQLiteStore
import ServerCore
import Support
import Wire

/// One run: every load in every round, then the cost of each stage, then the tables.
struct Session: Sendable {
    static let many = 64

    let plan: Plan
    let servers: BenchServers
    let service: Service<CountingStore<SQLiteStore>>
    let commits: CountingStore<SQLiteStore>.Count
    var callers: Callers
    let raw: RawCommits
    /// What the costs of a row are measured on.
    let store: (inner: SQLiteStore, path: String)

    mutating func run() async throws {
        if let only = plan.only { return try await run(only: only) }
        var constant = Self.series("constant answer")
        var routed = Self.series("constant answer, routed")
        var errands: [(errand: Callers.Errand, series: [Series])] = [
            (.nothingNew, Self.series("sync, nothing new")), (.seal, Self.series("sealed record")),
            (.sealWithOpening, Self.series("sealed record with opening")),
        ]
        var rawRates: [Int: [Double]] = [:]
        for round in 1...plan.rounds {
            Report.say("Round \(round) of \(plan.rounds) …")
            for index in constant.indices {
                constant[index].append(try await constantLoad(servers.constantPort, "/", callers: constant[index].callers))
                routed[index].append(try await constantLoad(servers.routedPort, "/health", callers: routed[index].callers))
            }
            for position in errands.indices {
                for index in constant.indices {
                    let count = constant[index].callers
                    errands[position].series[index].append(try await load(errands[position].errand, callers: count))
                }
            }
            for rows in [1, Self.many] {
                rawRates[rows, default: []].append(try raw.rate(rowsAtOnce: rows, for: plan.duration, random: Bench.random))
            }
        }
        Report.say("")
        printRates(constant, [routed] + errands.map(\.series), rawRates.mapValues(\.median))
        try await printCosts()
    }

    private mutating func run(only errand: Callers.Errand) async throws {
        for _ in 0..<plan.rounds {
            let load = try await load(errand, callers: Self.many)
            Report.say("\(Report.whole(load.rate)) a second, server \(Report.decimals(load.serverMicroseconds, 1)) µs each")
        }
    }

    private static func series(_ name: String) -> [Series] { [1, many].map { Series(name: name, callers: $0) } }

    private func constantLoad(_ port: Int, _ path: String, callers count: Int) async throws -> Load {
        let script = Script(
            requests: [PreparedRequest(path: path)], repeats: true, expected: Bytes("alive".utf8), hasCursors: false)
        return try await generate(port, Array(repeating: script, count: count))
    }

    private mutating func load(_ errand: Callers.Errand, callers count: Int) async throws -> Load {
        let length = count == 1 ? plan.requests * 12 : plan.requests
        return try await generate(servers.exchangePort, try await callers.scripts(errand, count: count, length: length))
    }

    private func generate(_ port: Int, _ scripts: [Script]) async throws -> Load {
        let generator = LoadGenerator(port: port, scripts: scripts, warmUp: plan.warmUp, duration: plan.duration)
        return try await generator.run { [commits] in commits.total }
    }
}

// MARK: - Tables
extension Session {
    private func printRates(_ constant: [Series], _ errands: [[Series]], _ raw: [Int: Double]) {
        let head = ["load", "callers", "a second", "of constant", "by processor", "to a commit", "server µs", "load µs"]
        var rows: [[String]] = []
        for series in [constant] + errands {
            for (series, constant) in zip(series, constant) {
                rows.append([
                    series.name, "\(series.callers)", Report.whole(series.rate), Report.decimals(series.ratio(to: constant), 2),
                    Report.decimals(series.processorRatio(to: constant), 2),
                    series.together.map { Report.decimals($0, 1) } ?? "", Report.decimals(series.serverMicroseconds, 1),
                    Report.decimals(series.clientMicroseconds, 1),
                ])
            }
        }
        for (count, rate) in raw.sorted(by: { $0.key < $1.key }) {
            let isOne = count == 1
            let own = constant[isOne ? 0 : 1].rate
            rows.append([
                isOne ? "SQLite alone, a row a commit" : "SQLite alone, \(count) rows a commit", "", Report.whole(rate),
                Report.decimals(rate / own, 2), "", "\(count)", "", "",
            ])
        }
        Report.table(head, rows)
    }

    /// Shows where the time of one request goes.
    private mutating func printCosts() async throws {
        let times = plan.requests * 4
        var rows: [[String]] = []
        for (name, errand) in [("sealed record", Callers.Errand.seal), ("sealed record with opening", .sealWithOpening)] {
            _ = try await callers.scripts(.nothingNew, count: Self.many, length: 1)
            let costs = try StageCosts(times: times, clients: callers.clients) { try callers.writes(for: errand, by: $0) }
            let work = try callers.clients.map { client in
                (client: client, requests: try (0..<plan.requests / 2).map { _ in try callers.writes(for: errand, by: client) })
            }
            let rate = try await InProcess.rate(service, work)
            rows.append([
                name, Report.decimals(costs.decoding, 1), Report.decimals(costs.verifying, 1), Report.decimals(costs.encoding, 1),
                Report.whole(rate),
            ])
        }
        Report.table(["one exchange", "decoding µs", "verifying µs", "encoding µs", "without HTTP and JSON, a second"], rows)
        let columns = try ColumnAccess(store.inner, path: store.path, couple: callers.clients[0].partner.couple)
        Report.table(
            ["reading a record's row", "µs"],
            try columns.costs(times: 5).map { [$0.name, Report.decimals($0.microseconds, 1)] })
    }
}
