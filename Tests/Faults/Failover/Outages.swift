import Synchronization

/// How long clients wait after each fault until a write of theirs is acknowledged again.
final class Outages: Sendable {
    struct Outage {
        let fault: NodeFault
        let since: ContinuousClock.Instant
        /// By client, until the first write that it sent after the fault was acknowledged.
        var waits: [Int: Duration] = [:]

        var first: Duration { waits.values.min() ?? .zero }
        var last: Duration { waits.values.max() ?? .zero }
    }

    private let state = Mutex<[Outage]>([])

    func begin(_ fault: NodeFault) {
        state.withLock { $0.append(Outage(fault: fault, since: .now)) }
    }

    func acknowledged(by client: Int, sent: ContinuousClock.Instant) {
        state.withLock { outages in
            guard let outage = outages.last, sent >= outage.since, outage.waits[client] == nil else { return }
            outages[outages.count - 1].waits[client] = .now - outage.since
        }
    }

    /// The one that began last.
    var latest: Outage? { state.withLock { $0.last } }

    /// A line for each kind of fault.
    var lines: [String] {
        let all = state.withLock { $0 }
        return NodeFault.allCases.compactMap { fault in
            let outages = all.filter { $0.fault == fault }
            guard !outages.isEmpty else { return nil }
            return "  \(fault.rawValue) \(outages.count) times: a write after \(Self.summary(outages.map(\.first))), "
                + "every client's after \(Self.summary(outages.map(\.last)))"
        }
    }

    private static func summary(_ waits: [Duration]) -> String {
        let waits = waits.sorted()
        return "\(waits[waits.count / 2].tenths) s (median), \(waits[waits.count - 1].tenths) s (worst)"
    }
}

extension Duration {
    /// In seconds, with one digit after the point.
    var tenths: String {
        let tenths = (components.seconds * 100 + components.attoseconds / 10_000_000_000_000_000 + 5) / 10
        return "\(tenths / 10).\(tenths % 10)"
    }
}
