import Foundation

/// A program's system calls that write, sync and send, in order, as recorded by strace.
package struct Trace {
    package enum Event: Hashable {
        /// A write to a write-ahead log.
        case logWritten
        /// A sync of a write-ahead log has finished.
        case logSynced
        /// The beginning of what was sent to a socket or to standard output.
        case sent(String)
    }

    package let events: [Event]

    /// The command that runs a program under strace. The program stays the direct child, with the tracer beside it.
    package static func command(_ program: String, _ arguments: [String], into file: String) -> [String] {
        [
            "strace", "-D", "-f", "-yy", "-s", "64", "-o", file, "-e",
            "trace=fdatasync,fsync,write,writev,sendto,sendmsg,pwrite64,pwritev,pwritev2",
            Programs.path(of: program),
        ] + arguments
    }

    /// Waits until the program has ended, then reads the trace.
    package static func finished(_ file: String) async throws -> Trace {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
            if text.split(separator: "\n").last?.contains("+++ exited with") == true { return Trace(parsing: text) }
            await Task.yield()
        }
        throw CocoaError(.fileReadUnknown)
    }

    package init(parsing text: String) {
        var events: [Event] = []
        /// Threads whose log sync hasn't finished.
        var syncing: Set<Substring> = []
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
            guard parts.count == 2 else { continue }
            let (thread, call) = (parts[0], parts[1].drop { $0 == " " })
            let isUnfinished = call.hasSuffix("<unfinished ...>")
            if call.hasPrefix("<... ") {
                if call.contains("sync resumed"), syncing.remove(thread) != nil { events.append(.logSynced) }
            } else if call.hasPrefix("fdatasync(") || call.hasPrefix("fsync(") {
                guard call.contains("-wal>") else { continue }
                if isUnfinished { syncing.insert(thread) } else { events.append(.logSynced) }
            } else if call.contains("-wal>"), !call.hasPrefix("sendto(") {
                events.append(.logWritten)
            } else if let quote = call.firstIndex(of: "\"") {
                let descriptor = call[..<quote]
                guard descriptor.contains("<TCP:[") || descriptor.contains("(1<") else { continue }
                events.append(.sent(String(call[call.index(after: quote)...])))
            }
        }
        self.events = events
    }
}

extension Trace {
    /// Whether this system lets one process trace another. The programs forbid it to everyone but root.
    package static let isPossible =
        geteuid() == 0
        && ["/usr/bin/strace", "/usr/local/bin/strace"].contains {
            FileManager.default.isExecutableFile(atPath: $0)
        }

    /// Something sent to the outside.
    package struct Acknowledgement: Hashable {
        /// A log was written to since the previous acknowledgement.
        package let hasWritten: Bool
        /// Everything written to a log has been synced.
        package let isDurable: Bool
    }

    /// Everything sent that starts like this.
    package func acknowledgements(beginning: String) -> [Acknowledgement] {
        var found: [Acknowledgement] = []
        var hasWritten = false
        var isDirty = false
        for event in events {
            switch event {
            case .logWritten: (hasWritten, isDirty) = (true, true)
            case .logSynced: isDirty = false
            case .sent(let text) where text.hasPrefix(beginning):
                found.append(Acknowledgement(hasWritten: hasWritten, isDurable: !isDirty))
                hasWritten = false
            case .sent: break
            }
        }
        return found
    }
}
