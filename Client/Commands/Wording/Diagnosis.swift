package import ClientCore

/// What `doctor` says of one thing.
package struct Diagnosis: Hashable, Sendable {
    package let level: Finding.Level
    /// Stable, in snake case.
    package let code: String
    package let message: String
    package let next: String?

    init(_ level: Finding.Level, _ code: String, _ message: String, next: String? = nil) {
        self.level = level
        self.code = code
        self.message = message
        self.next = next
    }
}
