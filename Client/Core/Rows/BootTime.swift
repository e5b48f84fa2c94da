/// A clock that nobody can set: how long this boot of the machine has lasted, sleep included.
package struct BootTime: Hashable, Codable, Sendable {
    /// Names the boot; another after each restart.
    package let boot: String
    package let milliseconds: Int64

    package init(boot: String, milliseconds: Int64) {
        self.boot = boot
        self.milliseconds = milliseconds
    }
}
