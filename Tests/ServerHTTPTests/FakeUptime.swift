import Synchronization

/// Time that passes only when a test says so.
final class FakeUptime: Sendable {
    private let now = Mutex(Duration.zero)

    var read: @Sendable () -> Duration { { self.now.withLock { $0 } } }
    func advance(by duration: Duration) { now.withLock { $0 += duration } }
}
