import CurlTransport
import Synchronization

/// A clock that advances only with pauses and `pass`; records the pauses.
final class FakeTime: Sendable {
    private let state = Mutex<(pauses: [Duration], passed: Duration)>(([], .zero))

    var pauses: [Duration] { state.withLock { $0.pauses } }

    func pass(_ duration: Duration) { state.withLock { $0.passed += duration } }

    /// - Parameter random: the value that every random draw returns.
    func effects(random: Double = 0) -> TransportEffects {
        TransportEffects(
            now: { self.state.withLock { $0.pauses.reduce(.seconds(1000) + $0.passed, +) } },
            sleep: { pause in self.state.withLock { $0.pauses.append(pause) } },
            random: { random })
    }
}
