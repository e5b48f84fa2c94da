import Foundation
import Subprocess
import Synchronization

/// A server's process while it serves.
final class RunningServer: Sendable {
    /// What it said when it began: where it listens, and behind that a line to paste, if it made a certificate.
    let lines: [String]
    private let signal: @Sendable (Signal) throws -> Void
    private let killed = Mutex(false)

    init(lines: [String], signal: @escaping @Sendable (Signal) throws -> Void) {
        self.lines = lines
        self.signal = signal
    }

    var url: String { String(lines[0].dropFirst("listening on ".count)) }
    var port: Int { url.split(separator: ":").last.flatMap { Int($0) } ?? 0 }
    var caller: WireCaller { WireCaller(url: url) }
    var isKilled: Bool { killed.withLock { $0 } }

    /// At once, with no chance to finish anything.
    func kill() throws {
        killed.withLock { $0 = true }
        try signal(.kill)
    }
}
