package import Catalogue
package import ClientCore
import CurlTransport
package import Machine
import Models

extension SystemClock {
    /// The time since boot, including sleep. It can't be set.
    package static func boot() -> BootTime { BootTime(boot: bootName, milliseconds: sinceBoot().inMilliseconds) }

    /// In the time zone of `TZ`, or else the system's.
    package static var onTheWall: WallClock { WallClock(ahead: offset) }
}

extension TransportEffects {
    /// The system's clock, sleep and random generator.
    static var system: TransportEffects {
        TransportEffects(
            now: SystemClock.sinceBoot, sleep: SystemClock.pause, random: { Double.random(in: 0..<1) })
    }
}
