import Dispatch
import Synchronization

/// Runs asynchronous work and blocks until it has ended: libFuzzer's thread doesn't belong to the cooperative pool.
func waiting<Value: Sendable>(for work: @escaping @Sendable () async throws -> Value) throws -> Value {
    let result = Mutex<Result<Value, any Error>?>(nil)
    let done = DispatchSemaphore(value: 0)
    // Owned by this call, which returns only after the task has ended.
    Task {
        do {
            let value = try await work()
            result.withLock { $0 = .success(value) }
        } catch {
            result.withLock { $0 = .failure(error) }
        }
        done.signal()
    }
    done.wait()
    guard let result = result.withLock({ $0 }) else { throw FuzzFailure("work that has ended has a result") }
    return try result.get()
}
