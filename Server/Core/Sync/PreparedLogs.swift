import Models

/// A couple's logs as read in a snapshot, outside the transaction. Logs only grow, so the transaction reads only what was added since.
struct PreparedLogs: Sendable {
    /// Entries of the request that are already in a log.
    var knownEntries: Set<EntryHash> = []
    /// Loaded if a decision may need them.
    var logs: PerSide<DeviceLog?> = PerSide(both: nil)
    var usages: PerSide<LogUsage?> = PerSide(both: nil)
}

extension PreparedLogs {
    /// Reads both logs completely.
    ///
    /// - Throws: `StoreError`.
    init(of couple: CoupleID, in reader: some StoreReader) throws {
        try bringUp(couple, in: reader)
    }

    /// Reads the entries added since the last read.
    ///
    /// - Throws: `StoreError`; `corrupt` if an entry doesn't belong in its log.
    mutating func bringUp(_ couple: CoupleID, in reader: some StoreReader) throws {
        for side in Side.allCases {
            let known = logs[side]?.entries.count ?? 0
            let entries = try reader.entries(of: couple, side: side, from: known, limit: .max)
            guard !entries.isEmpty else { continue }
            do {
                if known == 0 { logs[side] = try DeviceLog(stored: entries) } else { try logs[side]?.append(stored: entries) }
            } catch {
                throw StoreError.corrupt
            }
            usages[side] = logs[side].map { LogUsage($0) }
        }
    }
}
