import Models
import ServerCore

/// All data of one couple.
struct MemoryCouple: Hashable, Sendable {
    struct Feed: Hashable, Sendable {
        struct Beginning: Hashable, Sendable {
            var first: Position
            let point: Point
        }

        /// Both arrays are in ascending order.
        var rows: [FeedRow] = []
        var points: [Beginning] = []

        /// The index of the first row after a position.
        func index(after position: Position) -> Int {
            var (low, high) = (0, rows.count)
            while low < high {
                let middle = (low + high) / 2
                if rows[middle].position > position { high = middle } else { low = middle + 1 }
            }
            return low
        }
    }

    struct StoredRecord: Hashable, Sendable {
        var row: RecordRow
        let body: Blob
    }

    var row: CoupleRow
    /// In the order in which they ended.
    var formerHistories: [HistoryID] = []
    var devices: [DeviceKey: DeviceRow] = [:]
    var entries: [EntryRow] = []
    var grants: [VersionDigest: GrantRow] = [:]
    var records: [RecordKey: StoredRecord] = [:]
    var feeds: PerSide<Feed> = PerSide(both: Feed())
    var withdrawals: PerSide<[WithdrawalRow]> = PerSide(both: [])

    init(row: CoupleRow) { self.row = row }
}
