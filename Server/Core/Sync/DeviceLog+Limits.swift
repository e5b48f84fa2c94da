import Models
import Wire

extension DeviceLog {
    /// Checks a complete log sent by a caller. Checks sizes first: that needs no signature, and takes time proportional to the
    /// log's length.
    ///
    /// - Parameter isPaired: whether another partner has joined this one, or joins by this request.
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

    /// Whether every link code in the log has an expiry.
    var linksEnd: Bool { entries.allSatisfy { $0.action.added?.isEndless != true } }
}

extension Limits {
    /// The entries that one live device may sign, besides removals.
    var entriesOfDevice: Int { logEntries / 4 }
    /// The total number of entries from which a log accepts only removals and leaving.
    var entriesWithEnded: Int { logEntries * 4 }
    /// The greatest length that a log can reach, with a removal for each entry.
    var wholeLog: Int { logEntries * 8 }
    /// Octets of an entry that names no versions, with room for fields added in later versions.
    private static let plainEntryBytes = 4096

    func allowsSize(of entry: LogEntry) -> Bool {
        let most = if case .remove = entry.action { entryBytes } else { min(entryBytes, Self.plainEntryBytes) }
        // Most entries are small enough to accept without encoding them.
        if entry.encodedSize <= most { return true }
        return WireSize.of(entry).map { $0 <= most } ?? false
    }
}

extension DeviceCard {
    /// A link code without an expiry.
    var isEndless: Bool { kind == .link && expires == nil }

    /// Whether the expiry lets the device be used. A code that expires later than one made now was made under a wrong clock. Its
    /// entry is still accepted, because later entries build on it.
    func isTimely(_ now: Instant, _ limits: Limits) -> Bool {
        guard kind == .link, let expires else { return kind != .link }
        return now <= expires && expires <= now.advanced(by: .seconds(limits.linkSeconds))
    }
}
