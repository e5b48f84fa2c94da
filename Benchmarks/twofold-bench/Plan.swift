/// How long and how often to measure.
struct Plan {
    var rounds = 3
    var warmUp = Duration.milliseconds(300)
    var duration = Duration.seconds(2)
    /// Different requests per caller and round, with 64 callers.
    var requests = 800
    /// Runs only this errand, with 64 callers, for an external profiler.
    var only: Callers.Errand?

    /// - Parameter arguments: `--quick` for a run of a few seconds, or `--only` and an errand.
    /// - Throws: `BenchError` with the usage for anything else.
    init(_ arguments: [String]) throws {
        let errands = Callers.Errand.allCases
        switch arguments.first {
        case nil: break
        case "--quick" where arguments.count == 1:
            rounds = 1
            duration = .milliseconds(700)
            requests = 300
        case "--only" where arguments.count == 2:
            only = errands.first { $0.rawValue == arguments[1] }
            if only == nil { fallthrough }
        default:
            let names = errands.map(\.rawValue).joined(separator: "|")
            throw BenchError("usage: twofold-bench [--quick | --only \(names)]")
        }
    }
}
