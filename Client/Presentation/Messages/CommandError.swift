/// What went wrong, with a message for people and a code for scripts.
package struct CommandError: Error, Hashable, Sendable {
    /// Stable, in snake case.
    package let code: String
    /// A sentence.
    package let message: String
    /// What to do about it, if anything.
    package let next: String?
    package let status: ExitStatus

    package init(_ code: String, _ message: String, next: String? = nil, status: ExitStatus = .failed) {
        self.code = code
        self.message = message
        self.next = next
        self.status = status
    }

    /// A copy with another sentence before the message.
    func preceded(by sentence: String, next: String? = nil) -> CommandError {
        CommandError(code, sentence + " " + message, next: next ?? self.next, status: status)
    }
}

/// A command's exit status.
package enum ExitStatus: Int32, Sendable {
    /// Also if a change is saved and still to be synced.
    case done = 0
    case failed = 1
    case usage = 64
    /// Saved but not synced, although `--require-sync` was given.
    case notSynced = 75
}
