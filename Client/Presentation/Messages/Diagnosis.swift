package import Catalogue
package import ClientCore
package import Machine

/// One finding, as `doctor` and `sync --explain` report it.
package struct Diagnosis: Hashable, Sendable {
    package let level: Finding.Level
    /// Stable, in snake case.
    package let code: String
    package let message: String
    package let next: String?
    /// The prompts concerned.
    package let prompts: [PromptID]
    /// How many things it concerns, if they are counted.
    package let count: Int?
    /// The server's limit, if the server refuses more.
    package let limit: Int64?
    /// How far a clock is ahead.
    package let seconds: Int64?

    package init(
        _ level: Finding.Level, _ code: String, _ message: String, next: String? = nil, prompts: [PromptID] = [], count: Int? = nil,
        limit: Int64? = nil, seconds: Int64? = nil
    ) {
        self.level = level
        self.code = code
        self.message = message
        self.next = next
        self.prompts = prompts
        self.count = count
        self.limit = limit
        self.seconds = seconds
    }

    /// The first command to paste, if there is a complete one.
    package var command: String? {
        guard let next, case let parts = next.split(separator: "`", omittingEmptySubsequences: false), parts.count > 2 else {
            return nil
        }
        return parts[1].hasPrefix("twofold ") || parts[1].hasPrefix("chmod ") ? String(parts[1]) : nil
    }
}

/// A problem with how a home is stored in the file system.
package enum HomeInspectionError: Hashable, Sendable {
    /// Other users on this machine can read or write it.
    case openToOthers(path: String)
    /// SQLite's own check found damage.
    case damaged
    /// A file that remained when an editor or this program ended early.
    case leftBehind(EditorLeftover)
    /// Files with words that couldn't be saved elsewhere.
    case rescued(folder: String, count: Int)
    /// A part of it can't be read.
    case unreadable(CommandError)
}
