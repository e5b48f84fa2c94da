import Dispatch
import Synchronization
package import Wire

/// The one writer of a store. Whatever arrives while a transaction runs goes together into the next, so that many callers share one
/// wait for the disk.
///
/// Each caller's part runs in a savepoint: where it fails, exactly its own writes are undone. Where the transaction cannot be
/// committed, every caller in it is told so. Nobody is answered before the commit is durable.
package final class GroupCommitter<S: Store>: Sendable {
    private struct Waiting {
        var jobs: [any CommitJob<S.Writer>] = []
        var isRunning = false
    }

    /// Parts of one transaction.
    private static var mostAtOnce: Int { 256 }

    private let store: S
    private let waiting = Mutex(Waiting())
    /// Its thread may wait for the disk; the callers' threads never do.
    private let queue = DispatchQueue(label: "twofold.committer")

    package init(_ store: S) { self.store = store }

    /// Callers who wait for the transaction after the one that runs.
    package var callersWaiting: Int { waiting.withLock { $0.jobs.count } }

    /// Runs `body` in a transaction, perhaps together with others.
    ///
    /// - Throws: what `body` throws, or why the transaction failed.
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

    /// - Returns: nil where nobody waits; the next to arrive starts the writer anew.
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
