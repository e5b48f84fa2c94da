package import Catalogue
package import Models

/// Read access to one home: a snapshot, or a transaction including what it has written so far.
///
/// - Throws: every method throws what the store throws.
package protocol HomeReader: AnyObject {
    // MARK: Single values
    /// The bytes stored under a name, or `nil`.
    func value(_ name: String) throws -> Bytes?
    /// Every value whose name begins with `prefix`, sorted by name.
    func values(under prefix: String) throws -> [(name: String, value: Bytes)]

    // MARK: Device logs and grants
    /// In the order in which they were added, ancestors first.
    func entries(of partner: PartnerID) throws -> [LogEntry]
    func entry(_ hash: EntryHash, of partner: PartnerID) throws -> LogEntry?
    /// In the order in which they were added.
    func grants() throws -> [KeyGrant]
    func grant(_ digest: VersionDigest) throws -> KeyGrant?
    /// The same grants: the opened form of each if `keep` stored one, otherwise the grant itself.
    func storedGrants() throws -> [StoredGrant]
    /// Differs from every earlier mark once an entry or a grant has been added.
    func logMark() throws -> LogMark

    // MARK: Records
    func record(_ id: RecordID) throws -> HeldRecord?
    func records(of visibility: Visibility, includingTombstones: Bool) throws -> [HeldRecord]
    /// Live records of this class that hold this kind of document, and those whose content hasn't been read yet.
    func records(of visibility: Visibility, saying kind: Bytes) throws -> [HeldRecord]
    /// Live `shared` records about this round, and those whose content hasn't been read yet.
    func records(about round: Bytes) throws -> [HeldRecord]
    /// Both partners' answers in a round, as far as this home holds them.
    func records(of round: RoundID) throws -> [HeldRecord]
    /// Every sealed record without its body, for overviews of a whole home.
    func sealOverview() throws -> [SealOverview]
    /// The same for one round.
    func seals(of round: RoundID) throws -> [SealOverview]
    /// Rounds in which this author's seal is frozen and not revealed.
    func frozenRounds(of author: PartnerID) throws -> [RoundID]

    // MARK: Rounds
    func round(_ id: RoundID) throws -> RoundRow?
    /// Sorted by number.
    func rounds(of prompt: PromptID) throws -> [RoundRow]
    /// In ascending order.
    func promptsWithRounds() throws -> [PromptID]
    /// Sorted by prompt and number.
    func allRounds() throws -> [RoundRow]
    /// The rounds that can be their prompt's current one: those that haven't been revealed, and the last ones. None of a prompt whose
    /// first round hasn't started. Sorted by prompt and number.
    ///
    /// - Parameter prompt: `nil` for all prompts.
    func latestRounds(of prompt: PromptID?) throws -> [LatestRound]
    /// Rounds not marked as viewed by this partner, whether or not they have been revealed.
    func roundsNotLookedAt() throws -> [RoundRow]
    /// A round that hasn't started here, found by its future name.
    func expectedRound(_ id: RoundID) throws -> RoundRow?

    // MARK: Outbox
    /// In the order in which they were appended.
    func outbox() throws -> [OutboxEntry]
    func outbox(for record: RecordID) throws -> [OutboxEntry]
    func outboxEntry(_ sequence: Int64) throws -> OutboxEntry?
    /// Entries of one part of the outbox, in the order in which they were appended.
    ///
    /// - Parameter sequence: only entries after this one.
    func outbox(_ part: OutboxPart, after sequence: Int64, limit: Int) throws -> [OutboxEntry]

    // MARK: What to offer to another history
    func offers(limit: Int) throws -> [Offer]

    // MARK: History and notices
    /// Oldest first.
    func history(of record: RecordID) throws -> [HistoryRow]
    /// Oldest first.
    func notices(unseenOnly: Bool) throws -> [NoticeRow]
}
