package import Models

/// One consistent view of everything stored.
///
/// Used by one thread at a time, and only within the body it was handed to.
package protocol StoreReader {
    // MARK: The server
    /// A secret of this server, made once and kept with the data.
    func secret(_ name: String) throws -> Bytes?

    // MARK: Couples and devices
    func couple(_ id: CoupleID) throws -> CoupleRow?
    /// In ascending order.
    func coupleIDs() throws -> [CoupleID]
    /// Whether the couple once had this history and left it for another.
    func isFormerHistory(_ history: HistoryID, of couple: CoupleID) throws -> Bool
    /// Of both logs: a card that stands in both is there twice.
    func devices(of couple: CoupleID) throws -> [DeviceRow]
    /// The couples in which a log knows this device, live or not; in ascending order, each once.
    func couples(knowing device: DeviceID) throws -> [CoupleID]

    // MARK: Logs and grants
    /// A partner's log in order of arrival, and so ancestors first.
    func entries(of couple: CoupleID, side: Side) throws -> [LogEntry]
    /// As many of them as `limit`, behind the first `from`.
    func entries(of couple: CoupleID, side: Side, from: Int, limit: Int) throws -> [LogEntry]
    func entry(_ hash: EntryHash, of couple: CoupleID) throws -> EntryRow?
    func grant(_ digest: VersionDigest, of couple: CoupleID) throws -> GrantRow?
    func grants(of couple: CoupleID) throws -> [GrantRow]

    // MARK: Records
    func record(_ key: RecordKey, of couple: CoupleID) throws -> RecordRow?
    func body(of key: RecordKey, of couple: CoupleID) throws -> Blob?
    /// In no particular order.
    func records(in scope: RecordScope, of couple: CoupleID) throws -> [RecordRow]
    /// The seals in a scope that are not frozen, whether or not they count.
    func unfrozenSeals(in scope: RecordScope, of couple: CoupleID) throws -> [RecordRow]

    // MARK: Feeds
    /// The point that a position was given, also where its subject has moved on; of an old one the oldest that is kept.
    ///
    /// - Precondition: the position is none that is still to be given.
    func point(at position: Position, side: Side, of couple: CoupleID) throws -> Point?
    /// What stands in a partner's feed beyond a position, in order, at most `limit`.
    ///
    /// - Parameter paper: only entries and grants, as for a code on paper.
    func feed(after position: Position, side: Side, of couple: CoupleID, paper: Bool, limit: Int) throws -> [FeedRow]
    /// Withdrawals given a position beyond `horizon`, of seals that stood in the feed at or before `seen`; in order, at most `limit`.
    func withdrawals(after horizon: Position, seenUpTo seen: Position, side: Side, of couple: CoupleID, limit: Int) throws
        -> [WithdrawalRow]

    // MARK: Boxes and tokens
    func box(_ locator: Locator) throws -> BoxRow?
    func boxes(of couple: CoupleID) throws -> [BoxRow]
    func token(_ hash: TokenHash) throws -> TokenRow?
}
