import Dispatch
import Synchronization

/// Runs many seeds on several threads.
final class Campaign: Sendable {
    struct Finding: Sendable {
        let seed: UInt64
        let promise: Violation.Promise
        let detail: String
    }

    private struct State {
        var next: UInt64
        var done: UInt64 = 0
        var findings: [Finding] = []
        var isOver = false
    }

    private let options: Options
    private let state: Mutex<State>

    init(_ options: Options) {
        self.options = options
        state = Mutex(State(next: options.seeds.lowerBound))
    }

    /// - Parameter progress: called from one thread now and then, with the number of seeds finished.
    /// - Returns: how many seeds were run, and their findings, lowest seed first.
    func run(progress: @escaping @Sendable (UInt64) -> Void) -> (done: UInt64, findings: [Finding]) {
        // Dedicated threads: each blocks while the asynchronous server works for it.
        DispatchQueue.concurrentPerform(iterations: options.workers) { worker in
            let beginnings = Beginnings()
            while let seed = nextSeed() {
                let violation = Run.violation(of: Script(seed: seed), from: beginnings)
                let done = finish(seed, violation)
                if worker == 0, done % 200 < UInt64(options.workers) { progress(done) }
            }
        }
        return state.withLock { ($0.done, $0.findings.sorted { $0.seed < $1.seed }) }
    }

    private func nextSeed() -> UInt64? {
        state.withLock { state in
            while let plan = options.plan, state.next < options.seeds.upperBound, Plan(seed: state.next) != plan { state.next += 1 }
            guard !state.isOver, state.next < options.seeds.upperBound else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }

    private func finish(_ seed: UInt64, _ violation: Violation?) -> UInt64 {
        state.withLock { state in
            state.done += 1
            if let violation {
                state.findings.append(Finding(seed: seed, promise: violation.promise, detail: violation.detail))
                state.isOver = !options.goesOn
            }
            return state.done
        }
    }
}
