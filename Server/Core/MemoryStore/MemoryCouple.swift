import Models

/// Everything of one couple.
struct MemoryCouple: Hashable, Sendable {
    struct Place: Hashable, Sendable {
        let point: Point
        var subject: FeedSubject?
    }

    struct StoredRecord: Hashable, Sendable {
        var row: RecordRow
        let body: Blob
    }

    var row: CoupleRow
    var formerHistories: Set<HistoryID> = []
    var devices: [DeviceKey: DeviceRow] = [:]
    var entries: [EntryRow] = []
    var grants: [VersionDigest: GrantRow] = [:]
    var records: [RecordKey: StoredRecord] = [:]
    /// Index 0 is position 1.
    var feeds: PerSide<[Place]> = PerSide(both: [])
    var withdrawals: PerSide<[WithdrawalRow]> = PerSide(both: [])

    init(row: CoupleRow) { self.row = row }
}
