import CoreMetrics
package import Models
import Synchronization
package import Wire

/// The committer of a store that runs transactions for different couples at once. Whatever arrives for a couple while its transaction runs
/// goes into its next one together.
package final class CoupleCommitter<S: Store>: Committer {
    package typealias Writer = S.Writer

    /// The maximum number of parts in one transaction.
    private static var mostAtOnce: Int { 256 }

    private let store: S
    private let memory: CallerMemory
    private let sharing: (any StoreSharing)?
    private let sizes: Recorder?
    private let workers: Workers
    /// The jobs that wait, for each couple that has a transaction running or about to.
    private let waiting = Mutex<[CoupleID: [any CommitJob<S.Writer>]]>([:])

    /// - Parameters:
    ///   - memory: forgets whom a transaction touches, before its callers get their replies.
    ///   - sizes: receives each transaction's number of parts.
    init(_ store: S, forgetting memory: CallerMemory, sizes: Recorder? = nil) {
        self.store = store
        self.memory = memory
        self.sizes = sizes
        sharing = store.sharing
        workers = Workers(store.writers, label: "twofold.committer")
    }

    package var callersWaiting: Int { waiting.withLock { $0.values.reduce(0) { $0 + $1.count } } }

    package func submit<Value: Sendable>(
        for couple: CoupleID, preparing prepare: () throws(Problem) -> Body<Value>
    ) async throws(Problem) -> Value {
        let body = try prepare()
        let result: Result<Value, Problem> = await withCheckedContinuation { continuation in
            enqueue(CommitPart(body: body) { continuation.resume(returning: $0) }, for: couple)
        }
        return try result.get()
    }

    private func enqueue(_ job: any CommitJob<S.Writer>, for couple: CoupleID) {
        let mustStart = waiting.withLock { waiting in
            let isRunning = waiting[couple] != nil
            waiting[couple, default: []].append(job)
            return !isRunning
        }
        if mustStart { workers.run { self.commitNext(for: couple) } }
    }

    private func commitNext(for couple: CoupleID) {
        let jobs = waiting.withLock { waiting in
            let jobs = Array(waiting[couple, default: []].prefix(Self.mostAtOnce))
            waiting[couple]?.removeFirst(jobs.count)
            return jobs
        }
        sizes?.record(jobs.count)
        let problem = commit(jobs, for: couple)
        // Also if it failed: nobody knows how far the commit got.
        let touched = jobs.reduce(into: Touched.nobody) { $0.formUnion($1.touched) }
        memory.forget(touched)
        if let sharing, problem == nil {
            sharing.announce(touched) { for job in jobs { job.finish(problem: nil) } }
        } else {
            // Nothing is acknowledged, so nobody waits until the others have heard.
            for job in jobs { job.finish(problem: problem) }
            sharing?.announce(touched) {}
        }
        let continues = waiting.withLock { waiting in
            guard waiting[couple]?.isEmpty != false else { return true }
            waiting[couple] = nil
            return false
        }
        // Behind the couples that are waiting already.
        if continues { workers.run { self.commitNext(for: couple) } }
    }

    /// - Returns: why the transaction as a whole failed, or `nil`.
    private func commit(_ jobs: [any CommitJob<S.Writer>], for couple: CoupleID) -> Problem? {
        do {
            try store.write(for: couple) { writer in
                for job in jobs { job.run(in: writer) }
            }
            return nil
        } catch {
            return Problem(store: error)
        }
    }
}
