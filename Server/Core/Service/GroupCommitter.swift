import CoreMetrics
import Dispatch
package import Models
import Synchronization
package import Wire

/// The single writer of a store. Parts that arrive while a transaction runs go into the next one together, whatever their
/// couple, so that many callers share one wait for the disk.
///
/// A transaction begins as soon as nobody is known who is about to hand in a part, or enough have; so callers that prepare theirs at
/// the same time share it, and nobody waits for a clock.
///
/// Each caller's part runs in a savepoint: if it fails, only its own writes are rolled back. If the transaction can't be committed,
/// every caller in it gets an error. No caller gets a reply before the commit is durable.
package final class GroupCommitter<S: Store>: Committer {
    package typealias Writer = S.Writer

    private struct State {
        var jobs: [any CommitJob<S.Writer>] = []
        /// Callers that are preparing a part.
        var expected = 0
        var isRunning = false
    }

    /// The maximum number of parts in one transaction.
    private static var mostAtOnce: Int { 256 }
    /// So many parts don't wait for others.
    private static var enough: Int { 32 }

    private let store: S
    private let memory: CallerMemory
    private let sizes: Recorder?
    private let state = Mutex(State())
    /// Its thread may block on the disk, so that callers' threads, on which others are answered from memory, don't.
    private let queue = DispatchQueue(label: "twofold.committer")

    convenience package init(_ store: S) { self.init(store, forgetting: CallerMemory()) }

    /// - Parameters:
    ///   - memory: forgets whom a transaction touches, before its callers get their replies.
    ///   - sizes: receives each transaction's number of parts.
    init(_ store: S, forgetting memory: CallerMemory, sizes: Recorder? = nil) {
        self.store = store
        self.memory = memory
        self.sizes = sizes
    }

    /// The number of callers waiting for the next transaction.
    package var callersWaiting: Int { state.withLock { $0.jobs.count } }

    /// - Throws: what `body` throws, as a `Problem`, or why the transaction failed.
    package func submit<Value: Sendable>(
        for couple: CoupleID, preparing prepare: () throws(Problem) -> Body<Value>
    ) async throws(Problem) -> Value {
        state.withLock { $0.expected += 1 }
        let body: Body<Value>
        do throws(Problem) {
            body = try prepare()
        } catch {
            handIn(nil)
            throw error
        }
        let result: Result<Value, Problem> = await withCheckedContinuation { continuation in
            handIn(CommitPart(body: body) { continuation.resume(returning: $0) })
        }
        return try result.get()
    }

    /// - Parameter job: of a caller that was expected; `nil` if it has none after all.
    private func handIn(_ job: (any CommitJob<S.Writer>)?) {
        let jobs = state.withLock { state in
            state.expected -= 1
            if let job { state.jobs.append(job) }
            return Self.next(&state)
        }
        if let jobs { queue.async { self.drain(jobs) } }
    }

    private func drain(_ jobs: [any CommitJob<S.Writer>]) {
        run(jobs)
        while let jobs = finished() { run(jobs) }
    }

    private func run(_ jobs: [any CommitJob<S.Writer>]) {
        sizes?.record(jobs.count)
        let problem = commit(jobs)
        // Also if it failed: nobody knows how far the commit got.
        var touched = Touched.nobody
        for job in jobs { touched.formUnion(job.touched) }
        memory.forget(touched)
        for job in jobs { job.finish(problem: problem) }
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

    /// - Returns: the parts of the next transaction, if it's due.
    private func finished() -> [any CommitJob<S.Writer>]? {
        state.withLock { state in
            state.isRunning = false
            return Self.next(&state)
        }
    }

    /// - Returns: `nil` if a transaction runs, or none is due. Otherwise the caller must run it.
    private static func next(_ state: inout State) -> [any CommitJob<S.Writer>]? {
        guard !state.isRunning, !state.jobs.isEmpty, state.expected == 0 || state.jobs.count >= enough else { return nil }
        state.isRunning = true
        let jobs = Array(state.jobs.prefix(mostAtOnce))
        state.jobs.removeFirst(jobs.count)
        return jobs
    }
}
