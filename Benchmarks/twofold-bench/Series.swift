/// The measurements of one load, one for each round.
struct Series {
    let name: String
    let callers: Int
    private(set) var loads: [Load] = []

    init(name: String, callers: Int) {
        self.name = name
        self.callers = callers
    }

    mutating func append(_ load: Load) { loads.append(load) }

    var rate: Double { loads.map(\.rate).median }
    var serverMicroseconds: Double { loads.map(\.serverMicroseconds).median }
    var clientMicroseconds: Double { loads.map(\.clientMicroseconds).median }
    var together: Double? {
        let values = loads.compactMap(\.together)
        return values.isEmpty ? nil : values.median
    }

    /// The ratio by processor time, including the load's own: what the ratio of rates would be if nothing ever waited.
    func processorRatio(to other: Series) -> Double {
        zip(loads, other.loads).map { $1.microseconds / $0.microseconds }.median
    }

    /// The ratio to another series, computed round by round to reduce the influence of other work on the machine.
    func ratio(to other: Series) -> Double { zip(loads, other.loads).map { $0.rate / $1.rate }.median }
}

extension [Double] {
    var median: Double { isEmpty ? .nan : sorted()[count / 2] }
}
