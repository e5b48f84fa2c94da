package import Models

/// Write access within one transaction of a `HomeStore`. Reads see what the transaction has written.
package protocol HomeWriter: HomeReader {
    // MARK: Single values
    /// `nil` deletes.
    func setValue(_ value: Bytes?, for name: String) throws

    // MARK: Device logs and grants
    /// Adding an entry twice changes nothing.
    func add(_ entry: LogEntry, of partner: PartnerID) throws
    /// Removing an entry that isn't stored changes nothing.
    func remove(_ entry: EntryHash, of partner: PartnerID) throws
    /// Adding a grant twice changes nothing.
    func add(_ grant: KeyGrant) throws
    /// Stores the opened form of a grant. Changes nothing if the grant isn't stored.
    func keep(_ opened: Blob, ofGrant digest: VersionDigest) throws

    // MARK: Records
    /// Replaces the record of the same id.
    func put(_ record: HeldRecord) throws
    /// Removing a record that isn't held changes nothing.
    func removeRecord(_ id: RecordID) throws

    // MARK: Records that wait for a key
    /// Replaces what the record waited for before.
    func setAwaited(_ key: KeyID, by record: RecordID) throws
    /// - Returns: the records that waited for the key. They no longer wait.
    func takeRecords(awaiting key: KeyID) throws -> [RecordID]

    // MARK: Rounds
    /// Replaces the row of the same id. The round is no longer expected.
    func put(_ round: RoundRow) throws
    /// Expecting a round twice changes nothing.
    func expect(_ round: RoundRow) throws

    // MARK: Outbox
    /// - Returns: the sequence number given: greater than any given before, also to entries that are gone.
    @discardableResult
    func append(_ entry: OutboxEntry) throws -> Int64
    /// Replaces the entry of the same sequence number.
    func update(_ entry: OutboxEntry) throws
    func removeOutbox(_ sequence: Int64) throws

    // MARK: What to offer to another history
    /// Adding an offer twice changes nothing.
    func add(_ offer: Offer) throws
    func remove(_ offer: Offer) throws

    // MARK: History and notices
    func add(_ version: HistoryRow) throws
    /// Changes nothing if an unseen notice says the same.
    func add(_ notice: NoticeRow) throws
    func markNoticesSeen() throws
}
