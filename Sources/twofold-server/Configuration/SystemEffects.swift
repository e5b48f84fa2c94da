import Foundation
import Models

/// The clocks and the random source of this machine: here, and nowhere else in the server.
enum SystemEffects {
    static let now: @Sendable () -> Instant = { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    private static let start = ContinuousClock.now
    static let uptime: @Sendable () -> Duration = { ContinuousClock.now - start }

    /// From the system's cryptographically secure source.
    static let random: @Sendable (Int) -> Bytes = { count in
        var generator = SystemRandomNumberGenerator()
        var octets: Bytes = []
        octets.reserveCapacity(count + 7)
        // Eight at a time: each word asked for is a call of the system.
        while octets.count < count { withUnsafeBytes(of: generator.next()) { octets.append(contentsOf: $0) } }
        octets.removeLast(octets.count - count)
        return octets
    }

    /// How this machine calls itself.
    static var machineName: String { ProcessInfo.processInfo.hostName }
}
