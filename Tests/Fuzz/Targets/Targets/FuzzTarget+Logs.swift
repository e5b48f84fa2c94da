import FoundationEssentials
import Models
import Wire

extension FuzzTarget {
    /// Device logs, as JSON and as branches that arrive in any order.
    static let logs = FuzzTarget("logs", longest: 1024) { input in
        try requireRoundTrip([LogEntry].self, input)
        if let entries = try? WireJSON.decode([LogEntry].self, from: Data(input)), let log = try? DeviceLog(entries: entries) {
            try requireOrderless(log, entries, FuzzInput([]))
        }
        var decisions = FuzzInput(input)
        var writer = try LogWriter()
        for _ in 0..<24 where !decisions.isAtEnd { try writer.write(&decisions) }
        try requireOrderless(writer.log, writer.taken, FuzzInput(input.reversed()))
        try requireSame(writer.log, DeviceLog(of: writer.log.partner, in: writer.taken.prefix(1) + writer.offered))
    }

    /// Inserts the entries in a different order, ancestors first.
    private static func requireOrderless(_ log: DeviceLog, _ entries: [LogEntry], _ order: FuzzInput) throws {
        var order = order
        var (waiting, other) = (Array(entries.dropFirst()), try DeviceLog(first: entries[0]))
        while !waiting.isEmpty {
            let ready = waiting.indices.filter { waiting[$0].previous.allSatisfy(other.contains) }
            guard let next = order.element(of: ready) else { throw FuzzFailure("ancestors come first") }
            try other.insert(waiting.remove(at: next))
        }
        try requireSame(log, other)
    }

    private static func requireSame(_ log: DeviceLog, _ other: DeviceLog?) throws {
        try require(other?.state == log.state, "a log says the same in whatever order it came")
        try require(other?.tips == log.tips && other?.partner == log.partner, "it ends alike, and is the same partner's")
    }
}
