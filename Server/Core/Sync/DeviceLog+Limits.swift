import Models
import Wire

extension DeviceLog {
    /// - Parameter entries: as a caller sent them.
    /// - Throws: `bad_entry`, `entry_too_large`.
    init(checked entries: [LogEntry], limits: Limits) throws(Problem) {
        guard entries.count <= limits.logEntries else { throw .of(.entryTooLarge) }
        for entry in entries {
            guard let size = WireSize.of(entry), size <= limits.entryBytes else { throw .of(.entryTooLarge) }
        }
        do { try self.init(entries: entries) } catch { throw .of(.badEntry, detail: error.rawValue) }
    }

    /// Whether every link code in it ends soon enough.
    func linksEndInTime(now: Instant, limits: Limits) -> Bool {
        entries.allSatisfy { entry in
            guard let card = entry.action.added, card.kind == .link else { return true }
            guard let expires = card.expires else { return false }
            return expires <= now.advanced(bySeconds: limits.linkSeconds)
        }
    }
}
