import Foundation

/// Runs blocking work on a thread of its own, so that what it waits for can run on the cooperative pool.
package func offThePool<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        // Not one of Dispatch's: it has 255 at most, which the pool is among, and with as many waiting nothing would ever be answered.
        Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
    }
}
