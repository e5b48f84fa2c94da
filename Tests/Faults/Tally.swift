import Synchronization

/// Counts what happened, and describes what should never have happened.
final class Tally: Sendable {
    private struct State {
        var counts: [String: Int] = [:]
        var violations: [String] = []
    }

    private let state = Mutex(State())

    func count(_ what: String, _ number: Int = 1) { state.withLock { $0.counts[what, default: 0] += number } }

    func violation(_ what: String) {
        state.withLock { $0.violations.append(what) }
        Faults.say("BROKEN: \(what)")
    }

    subscript(_ what: String) -> Int { state.withLock { $0.counts[what] ?? 0 } }

    var violations: Int { state.withLock { $0.violations.count } }

    /// A line for each thing counted.
    var lines: [String] {
        state.withLock { state in
            let width = state.counts.values.map { String($0).count }.max() ?? 0
            return state.counts.sorted { $0.key < $1.key }.map { what, number in
                let digits = String(number)
                return "  " + String(repeating: " ", count: width - digits.count) + digits + "  " + what
            }
        }
    }
}
