/// What to break, and for how long.
struct FaultOptions {
    enum Errand: String {
        case soak
        case powerLoss = "powerloss"
        case failover
    }

    let errand: Errand
    var seconds = 60
    var seed: UInt64
    var couples = 2
    /// For failover: how often the primary fails.
    var faults = 21
    /// The folder of the programs under test; `nil` for this program's own.
    var programs: String?
    /// For power loss: the programs believe that they have flushed, but nothing was. The test then has to detect lost writes.
    var liesAboutFlushing = false

    static let usage = """
        usage: twofold-faults soak|powerloss|failover [--seconds N] [--faults N] [--seed N] [--couples N] [--programs FOLDER] [--lying]
        """

    init?(_ arguments: [String]) {
        var rest = arguments[...]
        guard let errand = rest.popFirst().flatMap(Errand.init) else { return nil }
        self.errand = errand
        seed = UInt64.random(in: 0..<1_000_000)
        while let flag = rest.popFirst() {
            if flag == "--lying" {
                liesAboutFlushing = true
                continue
            }
            guard let value = rest.popFirst() else { return nil }
            switch (flag, Int(value)) {
            case ("--seconds", let number?) where number > 0: seconds = number
            case ("--faults", let number?) where number > 0: faults = number
            case ("--seed", let number?) where number >= 0: seed = UInt64(number)
            case ("--couples", let number?) where number > 0: couples = number
            case ("--programs", _): programs = value
            default: return nil
            }
        }
    }
}
