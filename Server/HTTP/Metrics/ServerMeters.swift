package import CoreMetrics
import ServerCore
import Wire

/// How a request ended.
enum ExchangeEnd {
    case answered
    case refused(ErrorCode)
    /// Nobody was left to answer.
    case lost
}

/// What the HTTP side measures. Everything is made at the start, so that measuring takes no memory.
package struct ServerMeters: Sendable {
    private struct OfRoute: Sendable {
        let answered: Counter
        let refused: Counter
        let failed: Counter
        let lost: Counter
        let duration: CoreMetrics.Timer
    }

    private let routes: [Route?: OfRoute]
    private let refusals: [ErrorCode: Counter]
    private let otherRefusals: Counter
    private let applied: Counter
    private let superseded: Counter
    private let locked: Counter
    private let refusedWrites: Counter
    let limitedByToken: Counter
    let limitedByAddress: Counter
    let limitedByConcurrency: Counter
    let connections: Meter
    let connectionsAboveLimit: Counter
    let connectionsTooSlow: Counter
    let bodyBytes: Meter
    let bodyLimit: Meter

    /// Measures nothing.
    package static let none = ServerMeters(NOOPMetricsHandler.instance)

    package init(_ factory: any MetricsFactory) {
        func counter(_ metric: ServerMetric, _ labels: [(String, String)]) -> Counter {
            Counter(label: metric.rawValue, dimensions: labels, factory: factory)
        }
        func meter(_ metric: ServerMetric) -> Meter { Meter(label: metric.rawValue, factory: factory) }
        var routes: [Route?: OfRoute] = [:]
        for route in Route.allCases.map(Optional.some) + [nil] {
            let name = ("route", route?.rawValue ?? "none")
            func ended(_ outcome: String) -> Counter { counter(.exchanges, [name, ("outcome", outcome)]) }
            routes[route] = OfRoute(
                answered: ended("answered"), refused: ended("refused"), failed: ended("failed"), lost: ended("lost"),
                duration: Timer(label: ServerMetric.exchangeDuration.rawValue, dimensions: [name], factory: factory))
        }
        self.routes = routes
        let codes = ErrorCode.statuses.keys.sorted { $0.rawValue < $1.rawValue }
        refusals = Dictionary(uniqueKeysWithValues: codes.map { ($0, counter(.refusals, [("code", $0.rawValue)])) })
        otherRefusals = counter(.refusals, [("code", "other")])
        func writes(_ outcome: String) -> Counter { counter(.writes, [("outcome", outcome)]) }
        (applied, superseded, locked, refusedWrites) = (
            writes("applied"), writes("superseded"), writes("locked"), writes("refused")
        )
        func limited(_ what: String) -> Counter { counter(.rateLimited, [("by", what)]) }
        (limitedByToken, limitedByAddress, limitedByConcurrency) = (limited("token"), limited("address"), limited("concurrency"))
        connections = meter(.connections)
        connectionsAboveLimit = counter(.connectionsClosed, [("reason", "limit")])
        connectionsTooSlow = counter(.connectionsClosed, [("reason", "deadline")])
        bodyBytes = meter(.bodyBytes)
        bodyLimit = meter(.bodyLimit)
    }

    func exchanged(_ route: Route?, _ end: ExchangeEnd, took duration: Duration) {
        guard let meters = routes[route] else { return }
        meters.duration.recordNanoseconds(duration.nanoseconds)
        switch end {
        case .answered: meters.answered.increment()
        case .refused(let code):
            (code == .internalError ? meters.failed : meters.refused).increment()
            refused(code)
        case .lost: meters.lost.increment()
        }
    }

    func wrote(_ outcomes: [Outcome]) {
        for outcome in outcomes {
            switch outcome {
            case .applied: applied.increment()
            case .superseded: superseded.increment()
            case .locked: locked.increment()
            case .refused(let code):
                refusedWrites.increment()
                refused(code)
            }
        }
    }

    private func refused(_ code: ErrorCode) { (refusals[code] ?? otherRefusals).increment() }
}
