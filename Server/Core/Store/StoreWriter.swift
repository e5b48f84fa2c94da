package import Models

/// The single running write transaction. It sees its own writes.
///
/// Everything except secrets belongs to a couple, which must already exist. A method that names a couple never changes another one.
package protocol StoreWriter: StoreReader {
    /// Runs `body`. If it throws, only its own writes are rolled back, and the transaction continues.
    ///
    /// - Throws: what `body` throws, or `StoreError` if the transaction as a whole can't continue.
    func savepoint<Value>(_ body: () throws -> Value) throws -> Value

    // MARK: The server
    func putSecret(_ value: Bytes, name: String) throws

    // MARK: Couples and devices
    /// Inserts or replaces.
    func put(_ couple: CoupleRow) throws
    /// Keeps only the latest `Room.formerHistories`.
    func addFormerHistory(_ history: HistoryID, of couple: CoupleID) throws
    /// Inserts or replaces.
    func put(_ device: DeviceRow, of couple: CoupleID) throws

    // MARK: Logs and grants
    /// - Precondition: the entry isn't stored yet.
    func append(_ entry: EntryRow, of couple: CoupleID) throws
    /// - Precondition: the grant isn't stored yet.
    func insert(_ grant: GrantRow, of couple: CoupleID) throws
    func deleteGrant(_ digest: VersionDigest, of couple: CoupleID) throws

    // MARK: Records
    /// Inserts a version, or replaces the stored one entirely.
    func put(_ record: RecordRow, body: Blob, of couple: CoupleID) throws
    /// Updates `ownKey`, `opening`, `phase`, `counts` and `positions` of the stored version.
    func update(_ record: RecordRow, of couple: CoupleID) throws
    func deleteRecord(_ key: RecordKey, of couple: CoupleID) throws

    // MARK: Feeds
    /// Assigns a point to every position from `first` up to where the next point begins.
    ///
    /// - Precondition: `first` is after every position at which a point begins.
    func begin(_ point: Point, at first: Position, side: Side, of couple: CoupleID) throws
    /// Deletes all but the latest points. Earlier positions then have the oldest point that is kept.
    func forgetPoints(keeping: Int, side: Side, of couple: CoupleID) throws
    /// - Precondition: the position is after every position that has a subject.
    func place(_ subject: FeedSubject, at position: Position, side: Side, of couple: CoupleID) throws
    /// Removes whatever is at a position.
    func vacate(_ position: Position, side: Side, of couple: CoupleID) throws
    /// Keeps only the latest `Room.withdrawals` for each record.
    func add(_ withdrawal: WithdrawalRow, side: Side, of couple: CoupleID) throws
    func deleteWithdrawals(of couple: CoupleID) throws

    // MARK: Boxes and tokens
    /// Inserts a box, or replaces one of the same couple. If another couple has a box with the locator, nothing changes.
    func put(_ box: BoxRow) throws
    func deleteBox(_ locator: Locator, of couple: CoupleID) throws
    /// Deletes only unanswered boxes. An answer is kept until the inviter's devices have received it.
    func deleteUnansweredBoxes(expiredBefore time: Instant) throws
    /// - Parameter keeping: the number of tokens to keep for the device, including this one: those that expire last.
    func add(_ token: TokenRow, keeping: Int) throws
    func deleteTokens(of device: DeviceKey, couple: CoupleID) throws
    func deleteTokens(expiredBefore time: Instant) throws
    /// Deletes every token of every couple.
    func deleteAllTokens() throws
}
