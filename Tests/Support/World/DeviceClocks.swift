package import ClientCore
package import Models

/// A device's clocks, as far off the world's time as a test wants.
package final class DeviceClocks {
    private let world: TestClock
    /// Seconds by which the wall clock is ahead.
    package var ahead: Int64 = 0
    /// The time at which the wall clock is stopped, if it is.
    package var stoppedAt: Instant?
    private var bootName: String
    private var bootedAt: Instant

    package init(_ world: TestClock, boot: String) {
        self.world = world
        bootName = boot
        bootedAt = world.now
    }

    package var wall: Instant { stoppedAt ?? world.now.advanced(by: .seconds(ahead)) }
    package var boot: BootTime { BootTime(boot: bootName, milliseconds: world.now.milliseconds - bootedAt.milliseconds) }

    package func reboot() {
        bootName += "'"
        bootedAt = world.now
    }
}
