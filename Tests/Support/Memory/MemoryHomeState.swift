import ClientCore
import Models

/// The contents of a `MemoryHome`.
package struct MemoryHomeState {
    var values: [String: Bytes] = [:]
    var entries: [PartnerID: [LogEntry]] = [:]
    var hashes: [PartnerID: Set<EntryHash>] = [:]
    var grants: [(grant: KeyGrant, digest: VersionDigest, opened: Blob?)] = []
    var grantIndex: [VersionDigest: Int] = [:]
    var records: [RecordID: HeldRecord] = [:]
    /// The ids of each round's sealed records.
    var seals: [RoundID: Set<RecordID>] = [:]
    var awaited: [RecordID: KeyID] = [:]
    var rounds: [RoundID: RoundRow] = [:]
    var expected: [RoundID: RoundRow] = [:]
    var outbox: [OutboxEntry] = []
    var lastSequence: Int64 = 0
    var offers: [Offer] = []
    var history: [HistoryRow] = []
    var notices: [(row: NoticeRow, isSeen: Bool)] = []

    package init() {}
}
