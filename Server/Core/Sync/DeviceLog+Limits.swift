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

    /// Whether every link code in it ends at some time.
    var linksEnd: Bool { entries.allSatisfy { $0.action.added?.isEndless != true } }
}

extension DeviceCard {
    /// A link code that would never end.
    var isEndless: Bool { kind == .link && expires == nil }

    /// Whether it is good for anything by its expiry. A code that ends later than one printed now would was printed under a clock that
    /// was wrong. It is no reason to refuse its entry, on which every later one builds.
    func isTimely(_ now: Instant, _ limits: Limits) -> Bool {
        guard kind == .link, let expires else { return kind != .link }
        return now <= expires && expires <= now.advanced(bySeconds: limits.linkSeconds)
    }
}
