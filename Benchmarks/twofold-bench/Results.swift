import FoundationEssentials

/// What a run has measured, round by round.
struct Results {
    private var goals: [String: [Double]] = [:]
    private var loads: [(name: String, callers: Int, rounds: [Load])] = []

    /// - Parameter id: that of a goal.
    mutating func add(_ id: String, _ value: Double) { goals[id, default: []].append(value) }

    mutating func add(_ load: Load, _ name: String, callers: Int) {
        if let index = loads.firstIndex(where: { $0.name == name && $0.callers == callers }) {
            loads[index].rounds.append(load)
        } else {
            loads.append((name, callers, [load]))
        }
    }

    private var reached: [(goal: Goal, rounds: [Double])] {
        Goal.all.compactMap { goal in goals[goal.id].map { (goal, $0) } }
    }
}

// MARK: - Table
extension Results {
    func show(_ others: OtherWork.Shares?) {
        Report.say("")
        Report.table(
            ["what", "measured", "least and most", "target", "met"],
            reached.map { goal, rounds in
                let (least, most) = (rounds.min() ?? .nan, rounds.max() ?? .nan)
                let isMet = goal.target.isMet(by: rounds.median).map { $0 ? "yes" : "no" }
                return [
                    goal.what, goal.text(rounds.median),
                    Report.decimals(least, goal.unit.decimals) + " … " + Report.decimals(most, goal.unit.decimals),
                    goal.targetText, isMet ?? "",
                ]
            })
        guard !loads.isEmpty else { return }
        let hasDatabase = loads.contains { $0.rounds.contains { $0.databaseMicroseconds != nil } }
        Report.table(
            ["load", "callers", "a second", "server µs", "load µs", "half, ms", "99 of 100, ms"]
                + [hasDatabase ? "PostgreSQL µs" : "to a commit"],
            loads.map { name, callers, rounds in
                func median(_ value: KeyPath<Load, Double>, _ decimals: Int) -> String {
                    Report.decimals(rounds.map { $0[keyPath: value] }.median, decimals)
                }
                let last = rounds.compactMap { hasDatabase ? $0.databaseMicroseconds : $0.together }
                return [
                    name, "\(callers)", median(\.rate, 0), median(\.serverMicroseconds, 1), median(\.ownMicroseconds, 1),
                    median(\.middle, 2), median(\.slowest, 2), last.isEmpty ? "" : Report.decimals(last.median, 1),
                ]
            })
        guard let others else { return }
        let (percent, stolen) = (Report.decimals(others.others * 100, 1), Report.decimals(others.stolen * 100, 1))
        Report.say("Meanwhile \(percent)% of the processors' time went to other work, and the host took \(stolen)%.")
    }
}

// MARK: - File
extension Results {
    /// Writes everything as JSON.
    func write(to path: String, rounds: Int, _ others: OtherWork.Shares?) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let document = Document(
            rounds: rounds, meanwhile: others,
            goals: reached.map { goal, rounds in
                Document.Reached(
                    id: goal.id, what: goal.what, unit: goal.unit.rawValue, measured: Self.short(rounds.median),
                    rounds: rounds.map(Self.short), target: goal.targetText, share: Self.share(rounds.median, goal.target))
            },
            loads: loads.map { name, callers, rounds in
                Document.Loaded(
                    name: name, callers: callers, perSecond: rounds.map(\.rate).map(Self.short),
                    serverMicroseconds: rounds.map(\.serverMicroseconds).map(Self.short),
                    loadMicroseconds: rounds.map(\.ownMicroseconds).map(Self.short),
                    databaseMicroseconds: rounds.allSatisfy { $0.databaseMicroseconds == nil }
                        ? nil : rounds.compactMap(\.databaseMicroseconds).map(Self.short))
            })
        try (encoder.encode(document) + Data("\n".utf8)).write(to: URL(filePath: path))
    }

    /// How far the target is reached: 1 where it's just met, more where it's surpassed.
    private static func share(_ value: Double, _ target: Goal.Target) -> Double? {
        switch target {
        case .atLeast(let least): short(value / least)
        case .atMost(let most): short(most / value)
        case .none: nil
        }
    }

    /// With five digits that count.
    private static func short(_ value: Double) -> Double {
        guard value.isFinite, value > 0 else { return 0 }
        var scale = 1.0
        while value * scale < 10_000 { scale *= 10 }
        return (value * scale).rounded() / scale
    }

    private struct Document: Encodable {
        let rounds: Int
        let meanwhile: OtherWork.Shares?
        let goals: [Reached]
        let loads: [Loaded]

        struct Reached: Encodable {
            let id, what, unit: String
            let measured: Double
            let rounds: [Double]
            let target: String
            let share: Double?
        }

        struct Loaded: Encodable {
            let name: String
            let callers: Int
            let perSecond, serverMicroseconds, loadMicroseconds: [Double]
            let databaseMicroseconds: [Double]?
        }
    }
}
