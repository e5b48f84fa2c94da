import Foundation

/// Runs blocking work on its own thread, so that whatever it waits for can run on the cooperative pool.
package func offThePool<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        // Not one of Dispatch's threads: there are at most 255, including the pool's, and with that many waiting nothing would ever
        // be answered.
        Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
    }
}
