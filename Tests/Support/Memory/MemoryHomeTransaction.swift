import ClientCore
import Models

/// A transaction on a copy of the state.
final class MemoryHomeTransaction: HomeTransaction {
    /// A write within a read.
    struct NotWritable: Error {}

    private(set) var state: MemoryHomeState
    private let isWritable: Bool

    init(_ state: MemoryHomeState, isWritable: Bool) {
        self.state = state
        self.isWritable = isWritable
    }

    private func change(_ body: (inout MemoryHomeState) -> Void) throws {
        guard isWritable else { throw NotWritable() }
        body(&state)
    }

    // MARK: Single values
    func value(_ name: String) -> Bytes? { state.values[name] }
    func setValue(_ value: Bytes?, for name: String) throws { try change { $0.values[name] = value } }

    // MARK: Device logs and grants
    func entries(of partner: PartnerID) -> [LogEntry] { state.entries[partner] ?? [] }

    func add(_ entry: LogEntry, of partner: PartnerID) throws {
        let isNew = state.hashes[partner]?.contains(entry.hash) != true
        try change { state in
            guard isNew else { return }
            state.hashes[partner, default: []].insert(entry.hash)
            state.entries[partner, default: []].append(entry)
        }
    }

    func grants() -> [KeyGrant] { state.grants }

    func add(_ grant: KeyGrant) throws {
        let isNew = !state.grantDigests.contains(grant.digest)
        try change { state in
            guard isNew else { return }
            state.grantDigests.insert(grant.digest)
            state.grants.append(grant)
        }
    }

    // MARK: Records
    func record(_ id: RecordID) -> HeldRecord? { state.records[id] }

    func records(of class: RecordClass, includingTombstones: Bool) -> [HeldRecord] {
        sorted { $0.header.class == `class` && (includingTombstones || !$0.header.isDeleted) }
    }

    func records(of round: RoundID) -> [HeldRecord] { sorted { $0.header.round == round } }

    private func sorted(_ isWanted: (HeldRecord) -> Bool) -> [HeldRecord] {
        state.records.values.filter(isWanted).sorted { $0.header.id < $1.header.id }
    }

    func put(_ record: HeldRecord) throws { try change { $0.records[record.header.id] = record } }

    func sealOverview() -> [SealOverview] {
        sorted { $0.header.class == .sealed }.compactMap { held in
            held.header.round.map {
                SealOverview(
                    round: $0, author: held.header.author, isDeleted: held.header.isDeleted, phase: held.phase,
                    isTampered: held.isTampered)
            }
        }
    }

    // MARK: Rounds
    func round(_ id: RoundID) -> RoundRow? { state.rounds[id] }
    func rounds(of prompt: String) -> [RoundRow] { allRounds().filter { $0.prompt == prompt } }
    func allRounds() -> [RoundRow] { state.rounds.values.sorted { ($0.prompt, $0.number) < ($1.prompt, $1.number) } }
    func put(_ round: RoundRow) throws { try change { $0.rounds[round.id] = round } }

    // MARK: Outbox
    func outbox() -> [OutboxEntry] { state.outbox }
    func outbox(for record: RecordID) -> [OutboxEntry] { state.outbox.filter { $0.record == record } }

    @discardableResult
    func append(_ entry: OutboxEntry) throws -> Int64 {
        try change { state in
            state.lastSequence += 1
            state.outbox.append(
                OutboxEntry(
                    sequence: state.lastSequence, record: entry.record, intent: entry.intent, wall: entry.wall, boot: entry.boot,
                    write: entry.write, restamped: entry.restamped, refusal: entry.refusal))
        }
        return state.lastSequence
    }

    func update(_ entry: OutboxEntry) throws {
        try change { state in
            guard let index = state.outbox.firstIndex(where: { $0.sequence == entry.sequence }) else { return }
            state.outbox[index] = entry
        }
    }

    func removeOutbox(_ sequence: Int64) throws { try change { $0.outbox.removeAll { $0.sequence == sequence } } }

    // MARK: Offers
    func offers(limit: Int) -> [Offer] { Array(state.offers.prefix(limit)) }
    func add(_ offer: Offer) throws { try change { if !$0.offers.contains(offer) { $0.offers.append(offer) } } }
    func remove(_ offer: Offer) throws { try change { $0.offers.removeAll { $0 == offer } } }

    // MARK: History and notices
    func history(of record: RecordID) -> [HistoryRow] { state.history.filter { $0.record == record } }

    func add(_ version: HistoryRow) throws {
        try change { state in
            let last = state.history.last?.sequence ?? 0
            state.history.append(
                HistoryRow(
                    sequence: last + 1, record: version.record, reason: version.reason, content: version.content, at: version.at))
        }
    }

    func notices(unseenOnly: Bool) -> [NoticeRow] { state.notices.filter { !unseenOnly || !$0.isSeen }.map(\.row) }
    func add(_ notice: NoticeRow) throws {
        try change { state in
            guard !state.notices.contains(where: { !$0.isSeen && $0.row.notice == notice.notice }) else { return }
            state.notices.append((notice, false))
        }
    }

    func markNoticesSeen() throws {
        try change { state in state.notices = state.notices.map { ($0.row, true) } }
    }
}
