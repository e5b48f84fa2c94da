/// What a command ends with.
package enum ExitStatus: Int32, Sendable {
    /// Also where something is saved and to be synced later.
    case done = 0
    case failed = 1
    case usage = 64
    /// Saved, not gone through, and `--require-sync` was given.
    case notSynced = 75
}
