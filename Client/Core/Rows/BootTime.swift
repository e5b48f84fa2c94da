/// The time since this computer booted, including sleep: a clock that no one can set.
package struct BootTime: Hashable, Codable, Sendable {
    /// Identifies the boot; changes with each restart.
    package let boot: String
    package let milliseconds: Int64

    package init(boot: String, milliseconds: Int64) {
        self.boot = boot
        self.milliseconds = milliseconds
    }

    /// - Returns: `nil` if the computer was restarted in between.
    func duration(since other: BootTime) -> Duration? {
        boot == other.boot ? .milliseconds(milliseconds) - .milliseconds(other.milliseconds) : nil
    }
}
