import Catalogue
import ClientCore
import Models

/// A transaction on a copy of the state.
final class MemoryHomeTransaction: HomeWriter {
    private(set) var state: MemoryHomeState

    init(_ state: MemoryHomeState) { self.state = state }

    private func change(_ body: (inout MemoryHomeState) -> Void) { body(&state) }

    // MARK: Single values
    func value(_ name: String) -> Bytes? { state.values[name] }
    func setValue(_ value: Bytes?, for name: String) { change { $0.values[name] = value } }

    func values(under prefix: String) -> [(name: String, value: Bytes)] {
        state.values.filter { $0.key.hasPrefix(prefix) }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    // MARK: Device logs and grants
    func entry(_ hash: EntryHash, of partner: PartnerID) -> LogEntry? { entries(of: partner).first { $0.hash == hash } }

    func logMark() -> LogMark {
        LogMark(entries: Int64(state.entries.values.map(\.count).reduce(0, +)), grants: Int64(state.grants.count))
    }

    func entries(of partner: PartnerID) -> [LogEntry] { state.entries[partner] ?? [] }

    func add(_ entry: LogEntry, of partner: PartnerID) throws {
        let isNew = state.hashes[partner]?.contains(entry.hash) != true
        change { state in
            guard isNew else { return }
            state.hashes[partner, default: []].insert(entry.hash)
            state.entries[partner, default: []].append(entry)
        }
    }

    func remove(_ entry: EntryHash, of partner: PartnerID) throws {
        change { state in
            state.hashes[partner]?.remove(entry)
            state.entries[partner]?.removeAll { $0.hash == entry }
        }
    }

    func grants() -> [KeyGrant] { state.grants.map(\.grant) }
    func grant(_ digest: VersionDigest) -> KeyGrant? { state.grantIndex[digest].map { state.grants[$0].grant } }

    func storedGrants() -> [StoredGrant] {
        state.grants.map { stored in
            StoredGrant(digest: stored.digest, content: stored.opened.map { .opened($0) } ?? .grant(stored.grant))
        }
    }

    func add(_ grant: KeyGrant) throws {
        let digest = grant.digest
        change { state in
            guard state.grantIndex[digest] == nil else { return }
            state.grantIndex[digest] = state.grants.count
            state.grants.append((grant, digest, nil))
        }
    }

    func keep(_ opened: Blob, ofGrant digest: VersionDigest) throws {
        change { state in if let index = state.grantIndex[digest] { state.grants[index].opened = opened } }
    }

    // MARK: Records
    func record(_ id: RecordID) -> HeldRecord? { state.records[id] }

    func records(of visibility: Visibility, includingTombstones: Bool) -> [HeldRecord] {
        sorted { $0.header.visibility == visibility && (includingTombstones || !$0.header.isDeleted) }
    }

    func records(of visibility: Visibility, saying kind: Bytes) -> [HeldRecord] {
        sorted { $0.header.visibility == visibility && !$0.header.isDeleted && ($0.kept == nil || $0.kept?.kind == kind) }
    }

    func records(about round: Bytes) -> [HeldRecord] {
        sorted { $0.header.visibility == .shared && !$0.header.isDeleted && ($0.kept == nil || $0.kept?.about == round) }
    }

    func records(of round: RoundID) -> [HeldRecord] {
        (state.seals[round] ?? []).sorted().compactMap { state.records[$0] }
    }

    private func sorted(_ isWanted: (HeldRecord) -> Bool) -> [HeldRecord] {
        state.records.values.filter(isWanted).sorted { $0.header.id < $1.header.id }
    }

    func put(_ record: HeldRecord) throws {
        change { state in
            let id = record.header.id
            if let round = state.records[id]?.header.round { state.seals[round]?.remove(id) }
            state.records[id] = record
            if let round = record.header.round { state.seals[round, default: []].insert(id) }
        }
    }

    func removeRecord(_ id: RecordID) throws {
        change { state in
            if let round = state.records.removeValue(forKey: id)?.header.round { state.seals[round]?.remove(id) }
        }
    }

    func sealOverview() -> [SealOverview] { overview(sorted { $0.header.visibility == .sealed }) }
    func seals(of round: RoundID) -> [SealOverview] { overview(records(of: round)) }

    private func overview(_ seals: [HeldRecord]) -> [SealOverview] {
        seals.compactMap { held in
            held.header.round.map {
                SealOverview(
                    round: $0, author: held.header.author, isDeleted: held.header.isDeleted, phase: held.phase,
                    isTampered: held.isTampered)
            }
        }
    }

    func frozenRounds(of author: PartnerID) -> [RoundID] {
        sorted { $0.phase == .frozen && $0.header.author == author }.compactMap(\.header.round).sorted()
    }

    // MARK: Records that wait for a key
    func setAwaited(_ key: KeyID, by record: RecordID) { change { $0.awaited[record] = key } }

    func takeRecords(awaiting key: KeyID) throws -> [RecordID] {
        let records = state.awaited.filter { $0.value == key }.keys.sorted()
        change { state in for record in records { state.awaited[record] = nil } }
        return records
    }

    // MARK: Rounds
    func round(_ id: RoundID) -> RoundRow? { state.rounds[id] }
    func rounds(of prompt: PromptID) -> [RoundRow] { allRounds().filter { $0.prompt == prompt } }
    func roundsNotLookedAt() -> [RoundRow] { allRounds().filter { !$0.isLookedAt } }

    func promptsWithRounds() -> [PromptID] { Set(allRounds().map(\.prompt)).sorted() }
    func allRounds() -> [RoundRow] { state.rounds.values.sorted { ($0.prompt, $0.number) < ($1.prompt, $1.number) } }
    func latestRounds(of prompt: PromptID?) -> [LatestRound] {
        let rounds = prompt.map(rounds(of:)) ?? allRounds()
        let begun = Set(rounds.filter { $0.number == 1 }.map(\.prompt))
        let numbers = Set(rounds.map(\.reference))
        return rounds.filter { begun.contains($0.prompt) }.map { row in
            var round = LatestRound(
                row: row, isFollowed: numbers.contains(RoundReference(prompt: row.prompt, number: row.number + 1)))
            round.seals = seals(of: row.id)
            return round
        }.filter { round in !round.isFollowed || round.seals.count { $0.phase == .revealed } < 2 }
    }
    func put(_ round: RoundRow) throws {
        change { state in
            state.rounds[round.id] = round
            state.expected[round.id] = nil
        }
    }

    func expectedRound(_ id: RoundID) -> RoundRow? { state.expected[id] }
    func expect(_ round: RoundRow) { change { $0.expected[round.id] = $0.expected[round.id] ?? round } }

    // MARK: Outbox
    func outbox() -> [OutboxEntry] { state.outbox }
    func outbox(for record: RecordID) -> [OutboxEntry] { state.outbox.filter { $0.record == record } }
    func outboxEntry(_ sequence: Int64) -> OutboxEntry? { state.outbox.first { $0.sequence == sequence } }

    func outbox(_ part: OutboxPart, after sequence: Int64, limit: Int) -> [OutboxEntry] {
        let found = state.outbox.lazy.filter { entry in
            guard entry.sequence > sequence else { return false }
            return switch part {
            case .unrefused: entry.refusal == nil
            case .refused: entry.refusal != nil
            case .plain: entry.record == nil
            case .unwritten: entry.record == nil && entry.write == nil
            }
        }
        return Array(found.prefix(limit))
    }

    @discardableResult
    func append(_ entry: OutboxEntry) throws -> Int64 {
        change { state in
            state.lastSequence += 1
            state.outbox.append(
                OutboxEntry(
                    sequence: state.lastSequence, record: entry.record, intent: entry.intent, wall: entry.wall, boot: entry.boot,
                    write: entry.write, restamped: entry.restamped, refusal: entry.refusal))
        }
        return state.lastSequence
    }

    func update(_ entry: OutboxEntry) throws {
        change { state in
            guard let index = state.outbox.firstIndex(where: { $0.sequence == entry.sequence }) else { return }
            state.outbox[index] = entry
        }
    }

    func removeOutbox(_ sequence: Int64) { change { $0.outbox.removeAll { $0.sequence == sequence } } }

    // MARK: Offers
    func offers(limit: Int) -> [Offer] { Array(state.offers.prefix(limit)) }
    func add(_ offer: Offer) { change { if !$0.offers.contains(offer) { $0.offers.append(offer) } } }
    func remove(_ offer: Offer) { change { $0.offers.removeAll { $0 == offer } } }

    // MARK: History and notices
    func history(of record: RecordID) -> [HistoryRow] { state.history.filter { $0.record == record } }

    func add(_ version: HistoryRow) throws {
        change { state in
            let last = state.history.last?.sequence ?? 0
            state.history.append(
                HistoryRow(
                    sequence: last + 1, record: version.record, reason: version.reason, content: version.content, at: version.at))
        }
    }

    func notices(unseenOnly: Bool) -> [NoticeRow] { state.notices.filter { !unseenOnly || !$0.isSeen }.map(\.row) }
    func add(_ notice: NoticeRow) throws {
        change { state in
            guard !state.notices.contains(where: { !$0.isSeen && $0.row.notice == notice.notice }) else { return }
            state.notices.append((notice, false))
        }
    }

    func markNoticesSeen() throws {
        change { state in state.notices = state.notices.map { ($0.row, true) } }
    }
}
