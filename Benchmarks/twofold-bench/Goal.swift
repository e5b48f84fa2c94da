/// Something that is measured, and what it should come to.
struct Goal {
    let id: String
    let what: String
    let unit: Unit
    let target: Target

    enum Unit: String {
        case ratio = ""
        case microseconds = "µs"
        case milliseconds = "ms"
        case kilobytes = "KB"
        case megabytes = "MB"
        case perSecond = "/s"

        var decimals: Int {
            switch self {
            case .ratio: 2
            case .microseconds, .milliseconds, .kilobytes, .megabytes: 1
            case .perSecond: 0
            }
        }
    }

    enum Target {
        case atLeast(Double)
        case atMost(Double)
        case none

        func isMet(by value: Double) -> Bool? {
            switch self {
            case .atLeast(let least): value >= least
            case .atMost(let most): value <= most
            case .none: nil
            }
        }
    }

    private init(_ id: String, _ what: String, _ unit: Unit = .ratio, _ target: Target = .none) {
        (self.id, self.what, self.unit, self.target) = (id, what, unit, target)
    }

    func text(_ value: Double) -> String {
        let number = Report.decimals(value, unit.decimals)
        return unit == .ratio ? number : number + " " + unit.rawValue
    }

    var targetText: String {
        switch target {
        case .atLeast(let least): "≥ " + text(least)
        case .atMost(let most): "≤ " + text(most)
        case .none: ""
        }
    }
}

extension Goal {
    static let all = [
        Goal("nothing-new-64", "nothing new, 64 callers: rate, of the constant answer's", .ratio, .atLeast(0.5)),
        Goal("nothing-new-64-processor", "nothing new, 64 callers: the same by processor"),
        Goal("nothing-new-1", "nothing new, 1 caller: rate, of the constant answer's", .ratio, .atLeast(0.9)),
        Goal("nothing-new-1-processor", "nothing new, 1 caller: the same by processor"),
        Goal("seal-64", "sealed record, 64 callers: rate, of the constant answer's", .ratio, .atLeast(0.22)),
        Goal("seal-64-processor", "sealed record, 64 callers: the same by processor"),
        Goal("seal-64-together", "sealed record, 64 callers: replies that share a commit", .ratio, .atLeast(16)),
        Goal("seal-64-middle", "sealed record, 64 callers: half take at most", .milliseconds),
        Goal("seal-64-slowest", "sealed record, 64 callers: 99 of 100 take at most", .milliseconds, .atMost(25)),
        Goal("seal-1", "sealed record, 1 caller: time, of raw commit and constant answer", .ratio, .atMost(1.4)),
        Goal("seal-1-processor", "sealed record, 1 caller: of the constant answer's, by processor"),
        Goal("raw-commit", "a raw commit of 900 octets to the same disk", .microseconds),
        Goal("first-shared", "first sync of 10,000 records: server, each", .microseconds, .atMost(15)),
        Goal("first-revealed", "first sync of 10,000 revealed answers: server, each", .microseconds, .atMost(15)),
        Goal("pull-10000", "pull of one change, of 10,000 records: time, of 100 records'", .ratio, .atMost(1.2)),
        Goal("pull-100000", "pull of one change, of 100,000 records: time, of 100 records'", .ratio, .atMost(1.2)),
        Goal("pull-1000-couples", "pull of one change, among 1,000 couples: time, of 66 couples'", .ratio, .atMost(1.2)),
        Goal("pull-200000-couples", "pull of one change, among 200,000 couples: time, of 66 couples'", .ratio, .atMost(1.2)),
        Goal("nothing-new-64-full", "nothing new, 64 callers, 4 million records: rate, of the small store's"),
        Goal("seal-64-full", "sealed record, 64 callers, 4 million records: rate, of the small store's"),
        Goal("memory-idle", "memory: idle, on an empty store", .megabytes, .atMost(30)),
        Goal("memory-64", "memory: under 64 callers who seal", .megabytes, .atMost(60)),
        Goal("memory-later", "memory: the same, after all of the above", .megabytes),
        Goal("memory-connection", "memory: each idle connection", .kilobytes, .atMost(10)),
        Goal("memory-idle-full", "memory: idle, on 4 million records", .megabytes),
        Goal("memory-64-full", "memory: under 64 callers who seal, on 4 million records", .megabytes),
        Goal("start-new", "start until it listens, which makes the store", .milliseconds),
        Goal("start-empty", "start until it listens, on an empty store", .milliseconds, .atMost(25)),
        Goal("start-full", "start until it listens, on 4 million records", .milliseconds, .atMost(60)),
        Goal("postgres-seal", "sealed record, 64 callers: rate, of pgbench's three statements", .ratio, .atLeast(0.5)),
        Goal("pgbench", "pgbench, 64 clients: lock, insert and update in a transaction", .perSecond),
        Goal("postgres-seal-two", "sealed record, 64 callers: two servers, of one", .ratio, .atLeast(0.9)),
        Goal("postgres-seal-sqlite", "sealed record, 64 callers: rate, of SQLite's"),
        Goal("postgres-nothing-new", "nothing new, 64 callers: rate, of SQLite's", .ratio, .atLeast(0.6)),
        Goal("postgres-nothing-new-two", "nothing new, 64 callers: two servers, of one", .ratio, .atLeast(0.9)),
        Goal("postgres-pull", "pull of one change, among 200,000 couples: time, of 1,000 couples'", .ratio, .atMost(1.2)),
        Goal("postgres-pull-time", "pull of one change, among 200,000 couples", .milliseconds),
        Goal("postgres-memory", "memory: under 64 callers who seal", .megabytes),
    ]
}
