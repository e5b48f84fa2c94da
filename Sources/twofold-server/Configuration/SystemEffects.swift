import Foundation
import Models

/// This machine's clocks and random source. The server uses them nowhere else.
enum SystemEffects {
    static let now: @Sendable () -> Instant = { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    /// The seconds by which this machine's wall clock is ahead of UTC.
    static let clockOffset: @Sendable () -> Int64 = { Int64(TimeZone.current.secondsFromGMT()) }

    private static let start = ContinuousClock.now
    static let uptime: @Sendable () -> Duration = { ContinuousClock.now - start }

    static let pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    /// From the system's cryptographically secure source.
    static let random: @Sendable (Int) -> Bytes = { count in
        var generator = SystemRandomNumberGenerator()
        var octets: Bytes = []
        octets.reserveCapacity(count + 7)
        // Eight octets at a time: each word is one system call.
        while octets.count < count { withUnsafeBytes(of: generator.next()) { octets.append(contentsOf: $0) } }
        octets.removeLast(octets.count - count)
        return octets
    }

    /// This machine's own host name.
    static var machineName: String { ProcessInfo.processInfo.hostName }
}
