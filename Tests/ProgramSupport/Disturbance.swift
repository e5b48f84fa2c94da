import Subprocess

/// What happens to a program while it runs.
package enum Disturbance: Hashable, Sendable {
    /// At once, without a chance to finish anything.
    case killed(after: Duration)
    /// It's suspended for a while, in the middle of whatever it's doing.
    case paused(after: Duration, lasting: Duration)

    /// - Parameter signal: may fail because the program has already ended, which is just as good.
    func happen(sending signal: (Signal) throws -> Void) async throws {
        switch self {
        case .killed(let after):
            try await Task.sleep(for: after)
            try? signal(.kill)
        case .paused(let after, let lasting):
            try await Task.sleep(for: after)
            try? signal(.suspend)
            try? await Task.sleep(for: lasting)
            try? signal(.resume)
        }
    }
}
