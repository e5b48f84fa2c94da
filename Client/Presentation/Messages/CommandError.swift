/// What went wrong, with a message for people and a code for scripts.
package struct CommandError: Error, Hashable, Sendable {
    /// Stable, in snake case.
    package let code: String
    /// A sentence.
    package private(set) var message: String
    /// What to do about it, if anything.
    package private(set) var next: String?
    package let status: ExitStatus
    /// Where the words are that the command was given and couldn't use; `nil` if there are none to look for.
    package private(set) var kept: KeptWords?

    package init(_ code: String, _ message: String, next: String? = nil, status: ExitStatus = .failed) {
        self.code = code
        self.message = message
        self.next = next
        self.status = status
    }

    /// A copy that also says where the words are.
    package func keeping(_ words: KeptWords, next: String? = nil) -> CommandError {
        var copy = self
        copy.message += Messages.Answers.kept(words).map { " " + $0 } ?? ""
        copy.next = next ?? self.next
        copy.kept = words
        return copy
    }
}

extension CommandError {
    /// A copy whose next step names the question instead of a placeholder.
    ///
    /// - Parameter question: as commands accept it; `nil` if it isn't known.
    package func about(_ question: String?) -> CommandError {
        guard let question else { return self }
        var copy = self
        copy.next = next?.replacing(" \(Messages.placeholder)", with: " \(question)")
        return copy
    }
}

/// Where words are that couldn't be stored where they were meant to go.
package enum KeptWords: Hashable, Sendable {
    case draft
    /// In the file at this path.
    case file(String)
    /// Only on standard error.
    case printed
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
