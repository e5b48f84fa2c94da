import Dispatch
import Synchronization

/// A few threads that may block, for work that arrives in any number. Begins jobs in order of arrival.
package final class Workers: Sendable {
    private struct State {
        var jobs: [@Sendable () -> Void] = []
        var idle: [DispatchQueue]
    }

    private let state: Mutex<State>

    package init(_ count: Int, label: String) {
        // Each serial queue gets a thread of its own, however many of them block.
        state = Mutex(State(idle: (0..<count).map { DispatchQueue(label: "\(label).\($0)") }))
    }

    package func run(_ job: @escaping @Sendable () -> Void) {
        let idle = state.withLock { state in
            state.jobs.append(job)
            return state.idle.popLast()
        }
        if let idle { idle.async { self.work(on: idle) } }
    }

    private func work(on queue: DispatchQueue) {
        while let job = next(on: queue) { job() }
    }

    private func next(on queue: DispatchQueue) -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard state.jobs.isEmpty else { return state.jobs.removeFirst() }
            state.idle.append(queue)
            return nil
        }
    }
}
