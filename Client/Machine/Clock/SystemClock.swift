package import Models
package import Vault

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The system's clocks.
package enum SystemClock {
    /// The wall clock, which can be set.
    package static func wall() -> Instant { Instant(milliseconds: milliseconds(of: CLOCK_REALTIME)) }

    /// The time since boot, including sleep, in whole milliseconds. This clock can't be set.
    package static func sinceBoot() -> Duration { .milliseconds(milliseconds(of: bootClock)) }

    /// The id of this boot. If the system doesn't identify it, each process uses an id of its own, so that ages follow the wall clock.
    package static let bootName: String = readBootName() ?? "process \(getpid()) at \(wall().milliseconds)"

    /// Waits, however often signals interrupt it.
    package static func pause(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        var left = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        var rest = timespec()
        while nanosleep(&left, &rest) != 0, errno == EINTR { left = rest }
    }

    /// How many seconds local time is ahead of UTC, in the time zone of `TZ`, or else the system's.
    package static func offset(at instant: Instant) -> Int64 {
        var seconds = time_t(instant.milliseconds / 1000)
        var parts = tm()
        guard localtime_r(&seconds, &parts) != nil else { return 0 }
        return Int64(parts.tm_gmtoff)
    }

    private static func milliseconds(of clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    #if canImport(Darwin)
    /// Like `mach_continuous_time`, includes sleep (clock_gettime(3)).
    private static let bootClock = CLOCK_MONOTONIC_RAW

    private static func readBootName() -> String? {
        var octets = [CChar](repeating: 0, count: 64)
        var count = octets.count
        guard sysctlbyname("kern.bootsessionuuid", &octets, &count, nil, 0) == 0, count > 1 else { return nil }
        return String(decoding: octets.prefix(count - 1).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    #else
    private static let bootClock = CLOCK_BOOTTIME

    private static func readBootName() -> String? {
        guard let octets = try? PrivateFile.read("/proc/sys/kernel/random/boot_id"), octets.count > 1 else { return nil }
        return String(decoding: octets.filter { $0 > 0x20 }, as: UTF8.self)
    }
    #endif
}

extension RandomSource {
    /// The operating system's generator.
    package static var system: RandomSource {
        RandomSource { count in
            var generator = SystemRandomNumberGenerator()
            return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        }
    }
}

/// This machine's name on its network.
package enum MachineName {
    /// Without the domain; `nil` if the machine has no telling name.
    package static func current() -> String? {
        var octets = [CChar](repeating: 0, count: 256)
        guard gethostname(&octets, octets.count - 1) == 0 else { return nil }
        return telling(String(decoding: octets.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    /// - Parameter host: a host name, with or without a domain.
    /// - Returns: the name without the domain; `nil` if it tells its owner nothing: that of every machine, an address, or the random
    ///   one of a container or a rented machine.
    package static func telling(_ host: String) -> String? {
        let name = String(host.prefix { $0 != "." })
        let isNumbers = name.wholeMatch(of: /[0-9-]+|(?:ip|host|vps|vm)?-?[0-9]+(?:-[0-9]+)*/) != nil
        let isRandom = name.wholeMatch(of: /(?i)(?:[0-9a-f]{12}|[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|[0-9a-f]{64})/) != nil
        let isUsual = ["", "localhost", "(none)", "unknown", "host", "computer", "buildkitsandbox"].contains(name.lowercased())
        return isNumbers || isRandom || isUsual ? nil : name
    }
}
