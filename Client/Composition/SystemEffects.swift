package import Catalogue
package import ClientCore
import CurlTransport
package import Machine

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension SystemClock {
    /// The time since boot, including sleep. It can't be set.
    package static func boot() -> BootTime { BootTime(boot: bootName, milliseconds: sinceBoot()) }

    /// In the time zone of `TZ`, or else the system's.
    package static var onTheWall: WallClock { WallClock(ahead: offset) }
}

extension TransportEffects {
    /// The system's clock, sleep and random generator.
    static var system: TransportEffects {
        TransportEffects(
            now: { .milliseconds(SystemClock.boot().milliseconds) },
            sleep: { pause in
                let (seconds, attoseconds) = pause.components
                var left = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
                var rest = timespec()
                while nanosleep(&left, &rest) != 0, errno == EINTR { left = rest }
            },
            random: { Double.random(in: 0..<1) })
    }
}
