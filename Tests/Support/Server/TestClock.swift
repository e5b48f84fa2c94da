package import Models
import Synchronization

/// A clock that moves only when told to.
package final class TestClock: Sendable {
    /// 2026-06-01T12:00:00Z.
    package static let start = Instant(milliseconds: 1_780_315_200_000)

    private let time: Mutex<Instant>

    package init(_ time: Instant = start) { self.time = Mutex(time) }

    package var now: Instant { time.withLock { $0 } }

    package func advance(seconds: Int64) { time.withLock { $0 = $0.advanced(by: .seconds(seconds)) } }

    package func advance(milliseconds: Int64) { time.withLock { $0 = $0.advanced(by: .milliseconds(milliseconds)) } }

    package func set(_ instant: Instant) { time.withLock { $0 = instant } }
}
