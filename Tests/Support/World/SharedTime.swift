package import Models
import Synchronization

/// A clock that stands still until a test moves it.
package final class SharedTime: Sendable {
    private let milliseconds: Mutex<Int64>

    package init(milliseconds: Int64) { self.milliseconds = Mutex(milliseconds) }

    package var now: Instant { Instant(milliseconds: milliseconds.withLock { $0 }) }

    package func advance(seconds: Int64) { milliseconds.withLock { $0 += seconds * 1000 } }
}
