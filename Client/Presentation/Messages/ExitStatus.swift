/// A command's exit status.
package enum ExitStatus: Int32, Sendable {
    /// Also if a change is saved and still to be synced.
    case done = 0
    case failed = 1
    case usage = 64
    /// Saved but not synced, although `--require-sync` was given.
    case notSynced = 75
}
