import Dispatch
import Synchronization

/// What happens to the server's process at its next commit.
final class SimFaults: Sendable {
    struct Ended: Error {}

    private struct Plan {
        var end: Moment?
        var isHeld = false
        var isBlocked = false
    }

    private let plan = Mutex(Plan())
    private let released = DispatchSemaphore(value: 0)

    /// The next commit ends the process.
    func planEnd(_ moment: Moment?) { plan.withLock { $0.end = moment } }
    var hasPlannedEnd: Bool { plan.withLock { $0.end != nil } }

    /// The next write blocks inside until it's released.
    func hold() { plan.withLock { $0.isHeld = true } }
    var isBlocked: Bool { plan.withLock { $0.isBlocked } }

    func release() {
        let wasBlocked = plan.withLock { plan in
            defer { (plan.isHeld, plan.isBlocked) = (false, false) }
            return plan.isBlocked
        }
        if wasBlocked { released.signal() }
    }

    /// - Returns: when the process ends in the write that starts now.
    func begin() -> Moment? {
        let mustWait = plan.withLock { plan in
            defer { if plan.isHeld { (plan.isHeld, plan.isBlocked) = (false, true) } }
            return plan.isHeld
        }
        if mustWait { released.wait() }
        return plan.withLock { $0.end }
    }

    func end() -> Ended {
        plan.withLock { $0.end = nil }
        return Ended()
    }
}
