/// A simulated day: `twofold-bench day`.
struct DayPlan {
    var couples = 5_000
    /// Seconds that the day takes.
    var seconds = 120.0
    var seed: UInt64 = 1
    var isOnPostgres = false
    /// Server processes, with `isOnPostgres`.
    var servers = 1
    /// Whether all couples live in one time zone.
    var isOneZone = false
    /// Couples whose whole year is written, to see how large it gets. None is measured if it's 0.
    var couplesOfYear = 64
    /// The program to measure.
    var server: String

    static let usage = """
        usage: twofold-bench day [--postgres] [--servers NUMBER] [--couples NUMBER] [--seconds NUMBER] [--seed NUMBER] [--one-zone] \
        [--year COUPLES] [--server PROGRAM]
        """

    /// Seconds of the day that pass in one second.
    var speed: Double { Double(Itinerary.secondsOfDay) / seconds }

    /// - Parameters:
    ///   - arguments: after `day`.
    ///   - program: the path of this program. The server stands beside it.
    /// - Throws: `BenchError` with the usage.
    init(_ arguments: [String], program: String) throws {
        server = Plan.server(beside: program)
        var left = arguments[...]
        while let argument = left.popFirst() {
            switch argument {
            case "--postgres": isOnPostgres = true
            case "--one-zone": isOneZone = true
            case "--server":
                guard let value = left.popFirst() else { throw BenchError(Self.usage) }
                server = value
            case "--couples", "--seconds", "--seed", "--servers", "--year":
                guard let number = left.popFirst().flatMap({ Int($0) }), number > 0 || argument == "--year" else {
                    throw BenchError(Self.usage)
                }
                switch argument {
                case "--couples": couples = number
                case "--seconds": seconds = Double(number)
                case "--seed": seed = UInt64(number)
                case "--servers": servers = number
                default: couplesOfYear = number
                }
            default: throw BenchError(Self.usage)
            }
        }
        guard servers == 1 || isOnPostgres else { throw BenchError(Self.usage) }
    }
}
