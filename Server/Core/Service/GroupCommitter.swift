import Dispatch
import Synchronization
package import Wire

/// The single writer of a store. Everything that arrives while a transaction runs goes into the next one together, so that many
/// callers share one wait for the disk.
///
/// Each caller's part runs in a savepoint: if it fails, only its own writes are rolled back. If the transaction can't be committed,
/// every caller in it gets an error. No caller gets a reply before the commit is durable.
package final class GroupCommitter<S: Store>: Sendable {
    private struct Waiting {
        var jobs: [any CommitJob<S.Writer>] = []
        var isRunning = false
    }

    /// The maximum number of parts in one transaction.
    private static var mostAtOnce: Int { 256 }

    private let store: S
    private let waiting = Mutex(Waiting())
    /// Its thread may block on the disk, so that callers' threads don't.
    private let queue = DispatchQueue(label: "twofold.committer")

    package init(_ store: S) { self.store = store }

    /// The number of callers waiting for the next transaction.
    package var callersWaiting: Int { waiting.withLock { $0.jobs.count } }

    /// Runs `body` in a transaction, possibly together with other callers' parts.
    ///
    /// - Throws: what `body` throws, as a `Problem`, or why the transaction failed.
    package func submit<Value: Sendable>(
        _ body: @escaping @Sendable (S.Writer) throws -> Value
    ) async throws(Problem) -> Value {
        let result: Result<Value, Problem> = await withCheckedContinuation { continuation in
            enqueue(CommitPart(body: body) { continuation.resume(returning: $0) })
        }
        return try result.get()
    }

    private func enqueue(_ job: any CommitJob<S.Writer>) {
        let mustStart = waiting.withLock { state in
            state.jobs.append(job)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if mustStart { queue.async { self.drain() } }
    }

    private func drain() {
        while let jobs = next() {
            do {
                try store.write { writer in
                    for job in jobs { job.run(in: writer) }
                }
                for job in jobs { job.finish(problem: nil) }
            } catch {
                for job in jobs { job.finish(problem: Problem(store: error)) }
            }
        }
    }

    /// - Returns: `nil` if no jobs are waiting. The next job then restarts the writer.
    private func next() -> [any CommitJob<S.Writer>]? {
        waiting.withLock { state in
            guard !state.jobs.isEmpty else {
                state.isRunning = false
                return nil
            }
            let jobs = Array(state.jobs.prefix(Self.mostAtOnce))
            state.jobs.removeFirst(jobs.count)
            return jobs
        }
    }
}
