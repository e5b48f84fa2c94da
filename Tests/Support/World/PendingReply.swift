package import ClientCore
import Dispatch
import Synchronization

/// A reply that is under way.
package final class PendingReply: Sendable {
    private let reply = Mutex<TransportReply?>(nil)
    private let done = DispatchSemaphore(value: 0)

    init() {}

    package var isFinished: Bool { reply.withLock { $0 != nil } }

    func finish(_ value: TransportReply) {
        reply.withLock { $0 = value }
        done.signal()
    }

    /// Blocks until it arrives. Call it once only.
    package func wait() -> TransportReply {
        done.wait()
        guard let value = reply.withLock({ $0 }) else { preconditionFailure("a finished reply is there") }
        return value
    }
}
