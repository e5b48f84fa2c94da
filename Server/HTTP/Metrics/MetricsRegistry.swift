package import CoreMetrics
import Synchronization

/// The measurements of one server, for Prometheus. Thread-safe.
///
/// It exposes only what `ServerMetric` declares. Whatever else is measured, or bears another label, is dropped.
package final class MetricsRegistry: MetricsFactory {
    package typealias Labels = [(String, String)]

    enum Value: Sendable {
        case counter(CounterValue)
        case histogram(Histogram)
        case gauge(GaugeValue)
        case observed(ObservedGauge)
    }

    struct Series: Sendable {
        let labels: Labels
        let value: Value
    }

    private let series = Mutex<[ServerMetric: [Series]]>([:])
    private let uptime: @Sendable () -> Duration

    /// - Parameter uptime: a monotonic clock.
    package init(uptime: @escaping @Sendable () -> Duration) { self.uptime = uptime }

    var all: [ServerMetric: [Series]] { series.withLock { $0 } }

    /// A gauge that is read when someone asks for it.
    ///
    /// - Parameters:
    ///   - interval: it's read only so often, and the value before holds meanwhile.
    ///   - read: `nil` if there is no value at the moment. The gauge is left out then.
    package func observe(
        _ metric: ServerMetric, _ labels: Labels = [], every interval: Duration = .zero, _ read: @escaping @Sendable () -> Double?
    ) {
        let gauge = ObservedGauge(interval: interval, uptime: uptime, read: read)
        _ = add(metric.rawValue, labels, .gauge) { _ in .observed(gauge) }
    }

    /// - Returns: `nil` for a metric that isn't declared like this.
    private func add(_ label: String, _ labels: Labels, _ form: ServerMetric.Form?, _ make: (ServerMetric.Form) -> Value) -> Value?
    {
        guard let metric = ServerMetric(rawValue: label), form == nil || form == metric.form, metric.allows(labels) else {
            return nil
        }
        return series.withLock { series in
            if let known = series[metric]?.first(where: { $0.labels.elementsEqual(labels, by: ==) }) { return known.value }
            let value = make(metric.form)
            series[metric, default: []].append(Series(labels: labels, value: value))
            return value
        }
    }

    // MARK: MetricsFactory
    package func makeCounter(label: String, dimensions: Labels) -> any CounterHandler {
        guard case .counter(let counter) = add(label, dimensions, .counter, { _ in .counter(CounterValue()) }) else {
            return Self.nothing
        }
        return counter
    }

    package func makeMeter(label: String, dimensions: Labels) -> any MeterHandler {
        guard case .gauge(let gauge) = add(label, dimensions, .gauge, { _ in .gauge(GaugeValue()) }) else { return Self.nothing }
        return gauge
    }

    package func makeRecorder(label: String, dimensions: Labels, aggregate: Bool) -> any RecorderHandler {
        histogram(label, dimensions) ?? Self.nothing
    }

    package func makeTimer(label: String, dimensions: Labels) -> any TimerHandler { histogram(label, dimensions) ?? Self.nothing }

    private func histogram(_ label: String, _ labels: Labels) -> Histogram? {
        guard case .histogram(let bounds, _) = ServerMetric(rawValue: label)?.form,
            case .histogram(let histogram) = add(label, labels, nil, { _ in .histogram(Histogram(bounds: bounds)) })
        else { return nil }
        return histogram
    }

    private static var nothing: NOOPMetricsHandler { .instance }

    // Everything is there as long as the server is.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}
}

extension ServerMetric {
    /// Whether these are its labels, each with one of its values.
    fileprivate func allows(_ labels: MetricsRegistry.Labels) -> Bool {
        labels.count == self.labels.count && labels.allSatisfy { self.labels[$0]?.contains($1) == true }
    }
}

/// A gauge that is read when someone asks for it.
final class ObservedGauge: Sendable {
    private let interval: Duration
    private let uptime: @Sendable () -> Duration
    private let read: @Sendable () -> Double?
    private let last = Mutex<(value: Double?, until: Duration)?>(nil)

    init(interval: Duration, uptime: @escaping @Sendable () -> Duration, read: @escaping @Sendable () -> Double?) {
        self.interval = interval
        self.uptime = uptime
        self.read = read
    }

    var value: Double? {
        last.withLock { last in
            let now = uptime()
            if let last, now < last.until { return last.value }
            let value = read()
            last = (value, now + interval)
            return value
        }
    }
}
