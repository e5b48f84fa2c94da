import Foundation
package import Testing

/// Runs tests on threads of their own, off the cooperative pool, so that a test may block while what it waits for runs on the pool.
///
/// On the pool, which has as many threads as the machine has processors, two tests that wait would keep every server from
/// answering. Tests with real connections and time limits need it too: there, each of their steps would queue behind a thousand
/// other tests.
package struct OnOwnThreads: SuiteTrait, TestTrait, TestScoping {
    package var isRecursive: Bool { true }

    /// Whether the current thread is one of them, and not the pool's.
    package static var hasCurrentThread: Bool { Thread.current.threadDictionary[ThreadPerJob.mark] != nil }

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(ThreadPerJob.shared) { try await function() }
    }
}

extension Trait where Self == OnOwnThreads {
    package static var onOwnThreads: OnOwnThreads { OnOwnThreads() }
}

/// Synchronous tests, asynchronous ones between two suspensions, and their child tasks are jobs. Tasks without a parent stay on the
/// pool.
private final class ThreadPerJob: TaskExecutor {
    static let shared = ThreadPerJob()
    static let mark = "TestTraits.OnOwnThreads"

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // Not one of Dispatch's threads: there are at most 255, including the pool's, and with that many waiting nothing would ever
        // be answered.
        Thread.detachNewThread {
            Thread.current.threadDictionary[Self.mark] = true
            job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }
}
