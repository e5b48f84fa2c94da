import Catalogue
package import ClientCore
package import LocalStore
import Models

/// A home that counts what is read from it, so that a test can measure a cost without a clock.
package final class CountedHome: HomeStore {
    private let inner: SQLiteHome
    /// The number of rows returned, by the reading method.
    package private(set) var rows: [String: Int] = [:]

    package init(_ inner: SQLiteHome) { self.inner = inner }

    package var rowsRead: Int { rows.values.reduce(0, +) }

    package func forget() { rows = [:] }

    fileprivate func count(_ method: String, _ rows: Int) { self.rows[method, default: 0] += rows }

    package func write<Result>(_ body: (any HomeWriter) throws -> Result) throws -> Result {
        try inner.write { try body(CountedTransaction($0, self)) }
    }

    package func read<Result>(_ body: (any HomeReader) throws -> Result) throws -> Result {
        try inner.read { try body(CountedReader($0, self)) }
    }
}

private class CountedReader: HomeReader {
    private let inner: any HomeReader
    fileprivate let home: CountedHome

    init(_ inner: any HomeReader, _ home: CountedHome) { (self.inner, self.home) = (inner, home) }

    fileprivate func counted<Row>(_ rows: [Row], _ method: String = #function) -> [Row] {
        home.count(method, rows.count)
        return rows
    }

    private func counted<Row>(_ row: Row?, _ method: String = #function) -> Row? {
        home.count(method, 1)
        return row
    }

    func value(_ name: String) throws -> Bytes? { counted(try inner.value(name)) }
    func values(under prefix: String) throws -> [(name: String, value: Bytes)] { counted(try inner.values(under: prefix)) }
    func entry(_ hash: EntryHash, of partner: PartnerID) throws -> LogEntry? { counted(try inner.entry(hash, of: partner)) }
    func logMark() throws -> LogMark { try inner.logMark() }
    func entries(of partner: PartnerID) throws -> [LogEntry] { counted(try inner.entries(of: partner)) }
    func grants() throws -> [KeyGrant] { counted(try inner.grants()) }
    func grant(_ digest: VersionDigest) throws -> KeyGrant? { counted(try inner.grant(digest)) }
    func storedGrants() throws -> [StoredGrant] {
        let grants = counted(try inner.storedGrants())
        home.count("unopened", grants.count { if case .grant = $0.content { true } else { false } })
        return grants
    }
    func record(_ id: RecordID) throws -> HeldRecord? { counted(try inner.record(id)) }
    func records(of visibility: Visibility, includingTombstones: Bool) throws -> [HeldRecord] {
        counted(try inner.records(of: visibility, includingTombstones: includingTombstones))
    }
    func records(of visibility: Visibility, saying kind: Bytes) throws -> [HeldRecord] {
        counted(try inner.records(of: visibility, saying: kind))
    }
    func records(about round: Bytes) throws -> [HeldRecord] { counted(try inner.records(about: round)) }
    func roundsNotLookedAt() throws -> [RoundRow] { counted(try inner.roundsNotLookedAt()) }
    func records(of round: RoundID) throws -> [HeldRecord] { counted(try inner.records(of: round)) }
    func sealOverview() throws -> [SealOverview] { counted(try inner.sealOverview()) }
    func seals(of round: RoundID) throws -> [SealOverview] { counted(try inner.seals(of: round)) }
    func frozenRounds(of author: PartnerID) throws -> [RoundID] { counted(try inner.frozenRounds(of: author)) }
    func round(_ id: RoundID) throws -> RoundRow? { counted(try inner.round(id)) }
    func rounds(of prompt: PromptID) throws -> [RoundRow] { counted(try inner.rounds(of: prompt)) }
    func promptsWithRounds() throws -> [PromptID] { counted(try inner.promptsWithRounds()) }
    func allRounds() throws -> [RoundRow] { counted(try inner.allRounds()) }
    func latestRounds(of prompt: PromptID?) throws -> [LatestRound] { counted(try inner.latestRounds(of: prompt)) }
    func expectedRound(_ id: RoundID) throws -> RoundRow? { counted(try inner.expectedRound(id)) }
    func outboxEntry(_ sequence: Int64) throws -> OutboxEntry? { counted(try inner.outboxEntry(sequence)) }
    func outbox(_ part: OutboxPart, after sequence: Int64, limit: Int) throws -> [OutboxEntry] {
        counted(try inner.outbox(part, after: sequence, limit: limit))
    }
    func outbox() throws -> [OutboxEntry] { counted(try inner.outbox()) }
    func outbox(for record: RecordID) throws -> [OutboxEntry] { counted(try inner.outbox(for: record)) }
    func offers(limit: Int) throws -> [Offer] { counted(try inner.offers(limit: limit)) }
    func history(of record: RecordID) throws -> [HistoryRow] { counted(try inner.history(of: record)) }
    func notices(unseenOnly: Bool) throws -> [NoticeRow] { counted(try inner.notices(unseenOnly: unseenOnly)) }
}

private final class CountedTransaction: CountedReader, HomeWriter {
    private let inner: any HomeWriter

    init(_ inner: any HomeWriter, _ home: CountedHome) {
        self.inner = inner
        super.init(inner, home)
    }

    func setValue(_ value: Bytes?, for name: String) throws { try inner.setValue(value, for: name) }
    func add(_ entry: LogEntry, of partner: PartnerID) throws { try inner.add(entry, of: partner) }
    func remove(_ entry: EntryHash, of partner: PartnerID) throws { try inner.remove(entry, of: partner) }
    func add(_ grant: KeyGrant) throws { try inner.add(grant) }
    func keep(_ opened: Blob, ofGrant digest: VersionDigest) throws { try inner.keep(opened, ofGrant: digest) }
    func removeRecord(_ id: RecordID) throws { try inner.removeRecord(id) }
    func put(_ record: HeldRecord) throws { try inner.put(record) }
    func setAwaited(_ key: KeyID, by record: RecordID) throws { try inner.setAwaited(key, by: record) }
    func takeRecords(awaiting key: KeyID) throws -> [RecordID] { counted(try inner.takeRecords(awaiting: key)) }
    func put(_ round: RoundRow) throws { try inner.put(round) }
    func expect(_ round: RoundRow) throws { try inner.expect(round) }
    func append(_ entry: OutboxEntry) throws -> Int64 { try inner.append(entry) }
    func update(_ entry: OutboxEntry) throws { try inner.update(entry) }
    func removeOutbox(_ sequence: Int64) throws { try inner.removeOutbox(sequence) }
    func add(_ offer: Offer) throws { try inner.add(offer) }
    func remove(_ offer: Offer) throws { try inner.remove(offer) }
    func add(_ version: HistoryRow) throws { try inner.add(version) }
    func add(_ notice: NoticeRow) throws { try inner.add(notice) }
    func markNoticesSeen() throws { try inner.markNoticesSeen() }
}
