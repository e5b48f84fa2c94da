import Foundation
import Synchronization
import Testing

/// Runs tests on their own thread. They wait for real connections, with real time limits; on the pool that all tests of a process
/// share, each of their steps would queue behind a thousand others.
struct OnOwnThread: SuiteTrait, TestTrait, TestScoping {
    var isRecursive: Bool { true }

    func provideScope(for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void) async throws {
        try await withTaskExecutorPreference(OwnThread.shared) { try await function() }
    }
}

extension Trait where Self == OnOwnThread {
    static var onOwnThread: OnOwnThread { OnOwnThread() }
}

private final class OwnThread: TaskExecutor {
    static let shared = OwnThread()

    private let jobs = Mutex<[UnownedJob]>([])
    private let waiting = DispatchSemaphore(value: 0)

    private init() { Thread.detachNewThread { [self] in while true { runNext() } } }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        waiting.signal()
    }

    private func runNext() {
        waiting.wait()
        jobs.withLock { $0.removeFirst() }.runSynchronously(on: asUnownedTaskExecutor())
    }
}
