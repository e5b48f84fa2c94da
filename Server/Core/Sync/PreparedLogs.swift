import Models

/// The logs of a couple as a snapshot has them, read outside the transaction. A log only ever grows, so the transaction reads no more than
/// what has come since.
struct PreparedLogs: Sendable {
    /// Entries of the request that stand in a log.
    var knownEntries: Set<EntryHash> = []
    /// Where a decision may ask for them.
    var logs: PerSide<DeviceLog?> = PerSide(both: nil)
    var usages: PerSide<LogUsage?> = PerSide(both: nil)
}

extension PreparedLogs {
    /// Reads all of both logs.
    ///
    /// - Throws: `StoreError`.
    init(of couple: CoupleID, in reader: some StoreReader) throws {
        try bringUp(couple, in: reader)
    }

    /// Reads what isn't there yet.
    ///
    /// - Throws: `StoreError`.
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
