import ClientCore
import Models

/// Everything that a `MemoryHome` holds.
package struct MemoryHomeState {
    var values: [String: Bytes] = [:]
    var entries: [PartnerID: [LogEntry]] = [:]
    var hashes: [PartnerID: Set<EntryHash>] = [:]
    var grants: [KeyGrant] = []
    var grantDigests: Set<VersionDigest> = []
    var records: [RecordID: HeldRecord] = [:]
    var rounds: [RoundID: RoundRow] = [:]
    var outbox: [OutboxEntry] = []
    var lastSequence: Int64 = 0
    var offers: [Offer] = []
    var history: [HistoryRow] = []
    var notices: [(row: NoticeRow, isSeen: Bool)] = []

    package init() {}
}
