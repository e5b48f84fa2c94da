/// What to measure, how long and how often.
struct Plan {
    var rounds = 5
    var warmUp = Duration.milliseconds(300)
    var duration = Duration.seconds(2)
    /// Different requests per caller and round, with 64 callers.
    var requests = 900
    /// Pulls of one change, per round and couple.
    var pulls = 200
    /// Runs only this errand, for an external profiler or a comparison.
    var only: Callers.Errand?
    /// How many call then.
    var callers = Callers.many
    /// Measures on stores of up to 200,000 couples instead.
    var isFull = false
    /// Measures on PostgreSQL instead.
    var isOnPostgres = false
    /// In the larger of its stores.
    var couples = 200_000
    /// The program to measure.
    var server: String
    /// Where to write the results as JSON.
    var json: String?

    static let usage = """
        usage: twofold-bench [--quick] [--full | --postgres] [--only \(Callers.Errand.allCases.map(\.rawValue).joined(separator: "|"))] \
        [--callers NUMBER] [--rounds NUMBER] [--server PROGRAM] [--json FILE]
        """

    /// - Parameters:
    ///   - arguments: from the first option on.
    ///   - program: the path of this program. The server stands beside it.
    /// - Throws: `BenchError` with the usage.
    init(_ arguments: [String], program: String) throws {
        server = Self.server(beside: program)
        var left = arguments[...]
        while let argument = left.popFirst() {
            switch argument {
            case "--quick":
                (rounds, duration, requests, pulls, couples) = (1, .milliseconds(700), 400, 50, 10_000)
            case "--full": isFull = true
            case "--postgres": isOnPostgres = true
            case "--only":
                only = left.popFirst().flatMap(Callers.Errand.init(rawValue:))
                guard only != nil else { throw BenchError(Self.usage) }
            case "--callers", "--rounds":
                guard let number = left.popFirst().flatMap({ Int($0) }), number > 0,
                    argument == "--rounds" || number <= Callers.many
                else { throw BenchError(Self.usage) }
                if argument == "--rounds" { rounds = number } else { callers = number }
            case "--server", "--json":
                guard let value = left.popFirst() else { throw BenchError(Self.usage) }
                if argument == "--json" { json = value } else { server = value }
            default: throw BenchError(Self.usage)
            }
        }
    }

    static func server(beside program: String) -> String {
        program.split(separator: "/", omittingEmptySubsequences: false).dropLast().map { $0 + "/" }.joined() + "twofold-server"
    }
}
