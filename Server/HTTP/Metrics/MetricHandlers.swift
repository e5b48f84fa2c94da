import CoreMetrics
import Synchronization

/// A number that many threads add to.
final class Count: Sendable {
    private let number = Atomic<Int64>(0)

    var value: Int64 { number.load(ordering: .relaxed) }
    func add(_ amount: Int64) { number.wrappingAdd(amount, ordering: .relaxed) }
    func reset() { number.store(0, ordering: .relaxed) }
}

final class CounterValue: CounterHandler {
    let count = Count()

    func increment(by amount: Int64) { count.add(amount) }
    func reset() { count.reset() }
}

/// Values by size: how many are at most each bound, and their sum.
final class Histogram: TimerHandler, RecorderHandler {
    let bounds: [Int64]
    /// For each bound, and for what exceeds the last, the values that no smaller bound holds.
    let counts: [Count]
    let sum = Count()

    init(bounds: [Int64]) {
        self.bounds = bounds
        counts = (0...bounds.count).map { _ in Count() }
    }

    func recordNanoseconds(_ duration: Int64) { record(duration) }
    func record(_ value: Double) { record(Int64(value)) }
    func record(_ value: Int64) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count].add(1)
        sum.add(value)
    }
}

/// A value that goes up and down.
final class GaugeValue: MeterHandler {
    private let number = Mutex(0.0)

    var value: Double { number.withLock { $0 } }
    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { number.withLock { $0 = value } }
    func increment(by amount: Double) { number.withLock { $0 += amount } }
    func decrement(by amount: Double) { number.withLock { $0 -= amount } }
}
