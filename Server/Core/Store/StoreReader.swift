package import Models

/// A consistent view of everything stored.
///
/// Use it from one thread at a time, and only within the body that receives it. If a method fails, its error leaves `Store.read` or
/// `Store.write` as a `StoreError`.
package protocol StoreReader {
    // MARK: The server
    /// A secret of this server, generated once and kept with the data.
    func secret(_ name: String) throws -> Bytes?

    // MARK: Couples and devices
    func couple(_ id: CoupleID) throws -> CoupleRow?
    /// In ascending order.
    func coupleIDs() throws -> [CoupleID]
    /// Whether the couple had this history before its current one.
    func isFormerHistory(_ history: HistoryID, of couple: CoupleID) throws -> Bool
    /// The devices of both logs. A card that is in both is listed twice.
    func devices(of couple: CoupleID) throws -> [DeviceRow]
    /// The couples with a log that knows this device, live or not. In ascending order, each once.
    func couples(knowing device: DeviceID) throws -> [CoupleID]

    // MARK: Logs and grants
    /// A partner's log in order of arrival, and therefore ancestors first.
    func entries(of couple: CoupleID, side: Side) throws -> [LogEntry]
    /// At most `limit` entries of the log, skipping the first `from`.
    func entries(of couple: CoupleID, side: Side, from: Int, limit: Int) throws -> [LogEntry]
    func entry(_ hash: EntryHash, of couple: CoupleID) throws -> EntryRow?
    func grant(_ digest: VersionDigest, of couple: CoupleID) throws -> GrantRow?
    func grants(of couple: CoupleID) throws -> [GrantRow]

    // MARK: Records
    func record(_ key: RecordKey, of couple: CoupleID) throws -> RecordRow?
    func body(of key: RecordKey, of couple: CoupleID) throws -> Blob?
    /// In no particular order.
    func records(in scope: RecordScope, of couple: CoupleID) throws -> [RecordRow]
    /// The seals in a scope that aren't frozen, whether or not they count.
    func unfrozenSeals(in scope: RecordScope, of couple: CoupleID) throws -> [RecordRow]

    // MARK: Feeds
    /// The point of a position, even if its subject has moved on. For a position older than every point that is kept, the oldest point.
    ///
    /// - Precondition: the position has already been assigned.
    func point(at position: Position, side: Side, of couple: CoupleID) throws -> Point?
    /// The feed of a partner after a position, in order, at most `limit` rows.
    ///
    /// - Parameter paper: whether to return only what a paper code may see: entries and grants.
    func feed(after position: Position, side: Side, of couple: CoupleID, paper: Bool, limit: Int) throws -> [FeedRow]
    /// Withdrawals at positions after `horizon`, of seals that were in the feed at or before `seen`. In order, at most `limit`.
    func withdrawals(after horizon: Position, seenUpTo seen: Position, side: Side, of couple: CoupleID, limit: Int) throws
        -> [WithdrawalRow]

    // MARK: Boxes and tokens
    func box(_ locator: Locator) throws -> BoxRow?
    func boxes(of couple: CoupleID) throws -> [BoxRow]
    func token(_ hash: TokenHash) throws -> TokenRow?
}
