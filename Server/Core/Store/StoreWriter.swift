package import Models

/// The one transaction that is writing. It sees what it has written.
///
/// Everything but secrets belongs to a couple, and that couple must be there first. What names a couple changes nothing of any other.
package protocol StoreWriter: StoreReader {
    /// Runs `body` so that, where it throws, exactly what it wrote is undone, and the transaction goes on.
    ///
    /// - Throws: what `body` throws; a `StoreError` also where the transaction as a whole can no longer go on.
    func savepoint<Value>(_ body: () throws -> Value) throws -> Value

    // MARK: The server
    func putSecret(_ value: Bytes, name: String) throws

    // MARK: Couples and devices
    /// Inserts or replaces.
    func put(_ couple: CoupleRow) throws
    /// Keeps the latest, `Room.formerHistories` of them.
    func addFormerHistory(_ history: HistoryID, of couple: CoupleID) throws
    /// Inserts or replaces.
    func put(_ device: DeviceRow, of couple: CoupleID) throws

    // MARK: Logs and grants
    /// - Precondition: the entry is not there yet.
    func append(_ entry: EntryRow, of couple: CoupleID) throws
    /// - Precondition: the grant is not there yet.
    func insert(_ grant: GrantRow, of couple: CoupleID) throws
    func deleteGrant(_ digest: VersionDigest, of couple: CoupleID) throws

    // MARK: Records
    /// Inserts or replaces a version as a whole.
    func put(_ record: RecordRow, body: Blob, of couple: CoupleID) throws
    /// Writes `ownKey`, `opening`, `phase`, `counts` and `positions` of the version that stands.
    func update(_ record: RecordRow, of couple: CoupleID) throws
    func deleteRecord(_ key: RecordKey, of couple: CoupleID) throws

    // MARK: Feeds
    /// Gives a point to every position from one on, up to where the next point begins.
    ///
    /// - Precondition: the position is beyond those at which a point begins.
    func begin(_ point: Point, at first: Position, side: Side, of couple: CoupleID) throws
    /// Forgets all but the latest points. Positions of before have the oldest that is kept.
    func forgetPoints(keeping: Int, side: Side, of couple: CoupleID) throws
    /// - Precondition: the position is beyond those that have a subject.
    func place(_ subject: FeedSubject, at position: Position, side: Side, of couple: CoupleID) throws
    /// Takes away what stands at a position.
    func vacate(_ position: Position, side: Side, of couple: CoupleID) throws
    /// Keeps of the withdrawals of one record the latest, `Room.withdrawals` of them.
    func add(_ withdrawal: WithdrawalRow, side: Side, of couple: CoupleID) throws
    func deleteWithdrawals(of couple: CoupleID) throws

    // MARK: Boxes and tokens
    /// Inserts, or replaces one of the same couple. A box of another couple under the locator stays as it is.
    func put(_ box: BoxRow) throws
    func deleteBox(_ locator: Locator, of couple: CoupleID) throws
    /// Those that nobody answered: an answer is kept for whoever has not heard of it yet.
    func deleteUnansweredBoxes(expiredBefore time: Instant) throws
    /// Adds a token.
    ///
    /// - Parameter keeping: so many of its device, with it: those that expire last.
    func add(_ token: TokenRow, keeping: Int) throws
    func deleteTokens(of device: DeviceKey, couple: CoupleID) throws
    func deleteTokens(expiredBefore time: Instant) throws
    /// Every token of every couple.
    func deleteAllTokens() throws
}
