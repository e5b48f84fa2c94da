import Dispatch
import Models
import ServerCore
import Synchronization

/// The server's store, whose process can end at a commit, and whose writer can be held until others wait behind it.
final class SimStore: Store {
    struct Ended: Error {}

    private struct Plan {
        var end: Moment?
        var isHeld = false
        var isBlocked = false
    }

    let memory: MemoryStore
    private let plan = Mutex(Plan())
    private let released = DispatchSemaphore(value: 0)

    init(_ memory: MemoryStore = MemoryStore()) { self.memory = memory }

    /// The next commit ends the process.
    func planEnd(_ moment: Moment?) { plan.withLock { $0.end = moment } }
    var hasPlannedEnd: Bool { plan.withLock { $0.end != nil } }

    /// The next write waits inside until it is released.
    func hold() { plan.withLock { $0.isHeld = true } }
    var isBlocked: Bool { plan.withLock { $0.isBlocked } }

    func release() {
        let wasBlocked = plan.withLock { plan in
            defer { (plan.isHeld, plan.isBlocked) = (false, false) }
            return plan.isBlocked
        }
        if wasBlocked { released.signal() }
    }

    func read<Value>(_ body: (MemoryTransaction) throws -> Value) throws -> Value { try memory.read(body) }

    func write<Value>(_ body: (MemoryTransaction) throws -> Value) throws -> Value {
        let mustWait = plan.withLock { plan in
            defer { if plan.isHeld { (plan.isHeld, plan.isBlocked) = (false, true) } }
            return plan.isHeld
        }
        if mustWait { released.wait() }
        let moment = plan.withLock { $0.end }
        if moment == .before { throw end() }
        let value = try memory.write { transaction in
            let value = try body(transaction)
            if moment == .within { throw end() }
            return value
        }
        if moment == .after { throw end() }
        return value
    }

    private func end() -> Ended {
        plan.withLock { $0.end = nil }
        return Ended()
    }
}
