import Dispatch
package import Models
import Synchronization
package import Wire

/// The single writer of a store. Everything that arrives while a transaction runs goes into the next one together, whatever its
/// couple, so that many callers share one wait for the disk.
///
/// Each caller's part runs in a savepoint: if it fails, only its own writes are rolled back. If the transaction can't be committed,
/// every caller in it gets an error. No caller gets a reply before the commit is durable.
package final class GroupCommitter<S: Store>: Committer {
    private struct Waiting {
        var jobs: [any CommitJob<S.Writer>] = []
        var isRunning = false
    }

    /// The maximum number of parts in one transaction.
    private static var mostAtOnce: Int { 256 }

    private let store: S
    private let replies: QuietReplies
    private let waiting = Mutex(Waiting())
    /// Its thread may block on the disk, so that callers' threads don't.
    private let queue = DispatchQueue(label: "twofold.committer")

    convenience package init(_ store: S) { self.init(store, forgetting: QuietReplies()) }

    /// - Parameter replies: forgets whom a transaction touches, before its callers get their replies.
    init(_ store: S, forgetting replies: QuietReplies) {
        self.store = store
        self.replies = replies
    }

    /// The number of callers waiting for the next transaction.
    package var callersWaiting: Int { waiting.withLock { $0.jobs.count } }

    /// Runs `body` in a transaction, possibly together with other callers' parts.
    ///
    /// - Throws: what `body` throws, as a `Problem`, or why the transaction failed.
    package func submit<Value: Sendable>(
        for couple: CoupleID, _ body: @escaping @Sendable (S.Writer) throws -> Committed<Value>
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
            let problem = commit(jobs)
            // Also if it failed: nobody knows how far the commit got.
            replies.forget(jobs.lazy.flatMap(\.touched))
            for job in jobs { job.finish(problem: problem) }
        }
    }

    /// - Returns: why the transaction as a whole failed, or `nil`.
    private func commit(_ jobs: [any CommitJob<S.Writer>]) -> Problem? {
        do {
            try store.write { writer in
                for job in jobs { job.run(in: writer) }
            }
            return nil
        } catch {
            return Problem(store: error)
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
