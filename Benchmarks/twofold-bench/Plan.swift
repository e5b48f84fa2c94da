/// How long and how often to measure.
struct Plan {
    var rounds = 3
    var warmUp = Duration.milliseconds(300)
    var duration = Duration.seconds(2)
    /// Different requests of one caller and round, where there are 64.
    var requests = 800

    /// - Parameter arguments: `--quick` for a look that takes seconds.
    init(_ arguments: [String]) throws {
        switch arguments {
        case []: break
        case ["--quick"]:
            rounds = 1
            duration = .milliseconds(700)
            requests = 300
        default: throw BenchFault("usage: twofold-bench [--quick]")
        }
    }
}
