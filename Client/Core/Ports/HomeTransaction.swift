package import Models

/// What can be done within one transaction of a `HomeStore`.
package protocol HomeTransaction: AnyObject {
    // MARK: Single values
    /// The octets stored under a name, or nil.
    func value(_ name: String) throws -> Bytes?
    /// Nil deletes.
    func setValue(_ value: Bytes?, for name: String) throws
    /// Every value whose name begins with this, by name.
    func values(under prefix: String) throws -> [(name: String, value: Bytes)]

    // MARK: Device logs and grants
    /// In the order in which they were added, which has ancestors first.
    func entries(of partner: PartnerID) throws -> [LogEntry]
    /// Adding one that is there changes nothing.
    func add(_ entry: LogEntry, of partner: PartnerID) throws
    func entry(_ hash: EntryHash, of partner: PartnerID) throws -> LogEntry?
    /// Removing one that is not there changes nothing.
    func remove(_ entry: EntryHash, of partner: PartnerID) throws
    /// In the order in which they were added.
    func grants() throws -> [KeyGrant]
    func grant(_ digest: VersionDigest) throws -> KeyGrant?
    /// The same, of each what was kept once it was opened, or else itself.
    func storedGrants() throws -> [StoredGrant]
    /// Adding one that is there changes nothing.
    func add(_ grant: KeyGrant) throws
    /// Keeps what opening a grant gave. Changes nothing where the grant is not there.
    func keep(_ opened: Blob, ofGrant digest: VersionDigest) throws
    /// Another one after each entry or grant that was added.
    func logMark() throws -> LogMark

    // MARK: Records
    func record(_ id: RecordID) throws -> HeldRecord?
    func records(of class: RecordClass, includingTombstones: Bool) throws -> [HeldRecord]
    /// Both partners' answers of a round, as far as they are known.
    func records(of round: RoundID) throws -> [HeldRecord]
    /// Replaces the record of the same id.
    func put(_ record: HeldRecord) throws
    /// Every sealed record without its body: for overviews of a whole home.
    func sealOverview() throws -> [SealOverview]
    /// The same of one round.
    func seals(of round: RoundID) throws -> [SealOverview]
    /// Rounds in which this author's seal is frozen and not revealed.
    func frozenRounds(of author: PartnerID) throws -> [RoundID]

    // MARK: Records that wait for a key
    /// Replaces what the record waited for before.
    func setAwaited(_ key: KeyID, by record: RecordID) throws
    /// - Returns: the records that waited for the key; they wait no more.
    func takeRecords(awaiting key: KeyID) throws -> [RecordID]

    // MARK: Rounds
    func round(_ id: RoundID) throws -> RoundRow?
    func rounds(of prompt: String) throws -> [RoundRow]
    func allRounds() throws -> [RoundRow]
    /// Replaces the row of the same id. The round is expected no more.
    func put(_ round: RoundRow) throws
    /// A round that nobody has begun here, by the name that it will have.
    func expectedRound(_ id: RoundID) throws -> RoundRow?
    /// Expecting one again changes nothing.
    func expect(_ round: RoundRow) throws

    // MARK: Outbox
    /// In the order in which they were appended.
    func outbox() throws -> [OutboxEntry]
    func outbox(for record: RecordID) throws -> [OutboxEntry]
    func outboxEntry(_ sequence: Int64) throws -> OutboxEntry?
    /// Entries of one part of the outbox, in the order in which they were appended.
    ///
    /// - Parameter sequence: only those that follow it.
    func outbox(_ part: OutboxPart, after sequence: Int64, limit: Int) throws -> [OutboxEntry]
    /// - Returns: the sequence number given; greater than any given before, also to entries that are gone.
    @discardableResult
    func append(_ entry: OutboxEntry) throws -> Int64
    /// Replaces the entry of the same sequence number.
    func update(_ entry: OutboxEntry) throws
    func removeOutbox(_ sequence: Int64) throws

    // MARK: What is to be offered to another history
    func offers(limit: Int) throws -> [Offer]
    /// Adding one that is there changes nothing.
    func add(_ offer: Offer) throws
    func remove(_ offer: Offer) throws

    // MARK: History and notices
    /// Oldest first.
    func history(of record: RecordID) throws -> [HistoryRow]
    func add(_ version: HistoryRow) throws
    /// Oldest first; those that were not shown yet, or all.
    func notices(unseenOnly: Bool) throws -> [NoticeRow]
    /// Where one that says the same was not shown yet, adding it changes nothing.
    func add(_ notice: NoticeRow) throws
    func markNoticesSeen() throws
}
