/// What the simulation was asked to do.
struct Options {
    var seeds: Range<UInt64> = 0..<2_000
    var workers = 2
    /// Continue after a failure, and count failures.
    var goesOn = false
    var plan: Plan?
    /// How many findings are shrunk and reported in full.
    var explained = 5

    static let usage =
        "usage: twofold-simulate [--seeds COUNT | --seeds FROM..TO | --seed N] [--workers N] [--go-on] [--explain N] [--plan NAME]"

    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let flag = rest.popFirst() {
            if flag == "--go-on" {
                goesOn = true
                continue
            }
            guard let value = rest.popFirst() else { return nil }
            switch flag {
            case "--seeds":
                let parts = value.split(separator: ".", omittingEmptySubsequences: true).compactMap { UInt64($0) }
                switch parts.count {
                case 1: seeds = 0..<parts[0]
                case 2 where parts[0] < parts[1]: seeds = parts[0]..<parts[1]
                default: return nil
                }
            case "--seed":
                guard let seed = UInt64(value) else { return nil }
                seeds = seed..<seed + 1
            case "--workers":
                guard let count = Int(value), (1...64).contains(count) else { return nil }
                workers = count
            case "--explain":
                guard let count = Int(value), count >= 0 else { return nil }
                explained = count
            case "--plan":
                guard let plan = Plan(rawValue: value) else { return nil }
                self.plan = plan
            default: return nil
            }
        }
    }
}
