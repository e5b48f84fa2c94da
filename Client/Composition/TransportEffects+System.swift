import ClientCore
import CurlTransport
import Machine

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

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
