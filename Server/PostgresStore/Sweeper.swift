import Models
import Synchronization

/// Deletes of all couples what has expired, once a minute at most, in a statement of its own that skips whatever is in use.
final class Sweeper: Sendable {
    private struct State {
        /// The times up to which has been swept.
        var done: [Statement: Instant] = [:]
        var due: [Statement: Instant] = [:]
    }

    private let state = Mutex(State())

    private static var interval: Duration { .seconds(60) }

    func note(_ statement: Statement, before time: Instant) {
        state.withLock { state in
            if let done = state.done[statement], time < done.advanced(by: Self.interval) { return }
            state.due[statement] = time
        }
    }

    /// - Returns: what must be run now. It isn't returned again.
    func take() -> [Statement: Instant] {
        state.withLock { state in
            defer { state.due = [:] }
            state.done.merge(state.due) { $1 }
            return state.due
        }
    }
}
