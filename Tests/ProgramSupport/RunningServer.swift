import Foundation
package import Subprocess
import Synchronization

/// A server's process while it serves.
package final class RunningServer: Sendable {
    /// Its first output: where it listens, followed by a line to paste if it made a certificate.
    package let lines: [String]
    private let signal: @Sendable (Signal) throws -> Void
    private let killed = Mutex(false)

    package init(lines: [String], signal: @escaping @Sendable (Signal) throws -> Void) {
        self.lines = lines
        self.signal = signal
    }

    package var url: String { String(lines[0].dropFirst("listening on ".count)) }
    package var port: Int { url.split(separator: ":").last.flatMap { Int($0) } ?? 0 }
    package var caller: WireCaller { WireCaller(url: url) }
    package var isKilled: Bool { killed.withLock { $0 } }

    /// Suspends the whole process until `resume`.
    package func pause() throws { try signal(.suspend) }
    package func resume() throws { try signal(.resume) }

    /// Tells it to stop, as `serving` does at the end.
    package func stop() throws { try signal(.terminate) }

    /// At once, without a chance to finish anything.
    package func kill() throws {
        killed.withLock { $0 = true }
        try signal(.kill)
    }
}
