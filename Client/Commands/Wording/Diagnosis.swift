package import ClientCore

/// What `doctor` and `sync --explain` say of one thing.
package struct Diagnosis: Hashable, Sendable {
    package let level: Finding.Level
    /// Stable, in snake case.
    package let code: String
    package let message: String
    package let next: String?
    /// Those that it is about.
    package let prompts: [String]
    /// How many things it is about, where they are counted.
    package let count: Int?
    /// The most that the server takes, where it refuses more.
    package let limit: Int64?
    /// By how much a clock is ahead.
    package let seconds: Int64?

    init(
        _ level: Finding.Level, _ code: String, _ message: String, next: String? = nil, prompts: [String] = [], count: Int? = nil,
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

    /// The first command to paste, if there is one that is complete as it stands.
    package var command: String? {
        guard let next, case let parts = next.split(separator: "`", omittingEmptySubsequences: false), parts.count > 2 else {
            return nil
        }
        return parts[1].hasPrefix("twofold ") || parts[1].hasPrefix("chmod ") ? String(parts[1]) : nil
    }
}
