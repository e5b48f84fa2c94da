import Models
import Wire

extension DeviceLog {
    /// A log as a caller sent it whole. Its room is looked at first: that takes no signature, and time in proportion to its length.
    ///
    /// - Parameter isPaired: whether somebody has joined its partner, or does with it.
    /// - Throws: `bad_entry`, `entry_too_large`, `quota_records`, `quota_bytes`, `quota_devices`.
    init(checked entries: [LogEntry], isPaired: Bool, limits: Limits) throws(Problem) {
        guard entries.count <= limits.wholeLog else { throw .of(.quotaRecords) }
        guard entries.allSatisfy(limits.allowsSize) else { throw .of(.entryTooLarge) }
        do {
            let claimed = try DeviceLog(stored: entries)
            if let code = LogUsage(claimed).excess(claimed.state, isPaired: isPaired, limits) { throw Problem.of(code) }
            try self.init(entries: entries)
        } catch let error as LogError {
            throw .of(.badEntry, detail: error.rawValue)
        } catch let problem as Problem {
            throw problem
        } catch {
            throw .of(.internalError)
        }
    }

    /// Whether every link code in it ends at some time.
    var linksEnd: Bool { entries.allSatisfy { $0.action.added?.isEndless != true } }
}

extension Limits {
    /// Entries that one live device may sign besides removals.
    var entriesOfDevice: Int { logEntries / 4 }
    /// Entries in all, from which on a log takes nothing but removals and leaving.
    var entriesWithEnded: Int { logEntries * 4 }
    /// Entries that a log can have come to, with a removal for each.
    var wholeLog: Int { logEntries * 8 }
    /// Octets of an entry that names no versions, with room for fields of later versions.
    private static let plainEntryBytes = 4096

    func allowsSize(of entry: LogEntry) -> Bool {
        let most = if case .remove = entry.action { entryBytes } else { min(entryBytes, Self.plainEntryBytes) }
        // Most entries are so small that nothing has to be encoded to see it.
        if entry.encodedSize <= most { return true }
        return WireSize.of(entry).map { $0 <= most } ?? false
    }
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
