import Models
import Wire

extension DeviceLog {
    /// - Parameter entries: as a caller sent them.
    /// - Throws: `bad_entry`, `entry_too_large`.
    init(checked entries: [LogEntry], limits: Limits) throws(Problem) {
        guard entries.count <= limits.wholeLog else { throw .of(.entryTooLarge) }
        guard entries.allSatisfy(limits.allowsSize) else { throw .of(.entryTooLarge) }
        do { try self.init(entries: entries) } catch { throw .of(.badEntry, detail: error.rawValue) }
    }

    /// Whether every link code in it ends at some time.
    var linksEnd: Bool { entries.allSatisfy { $0.action.added?.isEndless != true } }

    /// Removing a device and leaving always have room: there are no more of them than devices. All else is counted, by signer and in all;
    /// what a device signed that has ended no longer is, so that a log which a thief filled has room again once their machines are removed.
    func hasRoom(for entry: LogEntry, _ limits: Limits) -> Bool {
        guard !endsSomething(entry.action) else { return true }
        var ended: Set<DeviceID> = []
        var counts: [DeviceID: Int] = [:]
        for entry in entries where state.isLive(entry.device) {
            switch entry.action {
            case .remove(let device, _) where ended.insert(device).inserted: continue
            case .leave: continue
            case .add, .remove, .pair: counts[entry.device, default: 0] += 1
            }
        }
        return counts[entry.device, default: 0] < limits.entriesOfDevice && counts.values.reduce(0, +) < limits.logEntries
            && entries.count < limits.entriesWithEnded && (tipCount < LogEntry.mostPrevious || !addsTip(entry))
    }

    private func endsSomething(_ action: LogAction) -> Bool {
        switch action {
        case .remove(let device, _): state.isLive(device) || state.isUnconfirmed(device)
        case .leave: !state.hasLeft
        case .add, .pair: false
        }
    }

    private func addsTip(_ entry: LogEntry) -> Bool { !entry.previous.contains(where: isTip) }
}

extension Limits {
    /// Entries that one live device may sign besides removals.
    fileprivate var entriesOfDevice: Int { logEntries / 4 }
    /// Entries in all, from which on a log takes nothing but removals and leaving.
    fileprivate var entriesWithEnded: Int { logEntries * 4 }
    /// Entries that a log can have come to, with a removal for each.
    var wholeLog: Int { logEntries * 8 }
    /// Octets of an entry that names no versions, with room for fields of later versions.
    private static let plainEntryBytes = 4096

    func allowsSize(of entry: LogEntry) -> Bool {
        guard let size = WireSize.of(entry) else { return false }
        if case .remove = entry.action { return size <= entryBytes }
        return size <= min(entryBytes, Self.plainEntryBytes)
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
