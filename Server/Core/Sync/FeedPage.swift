import Models
import Wire

/// One page of a partner's feed.
struct FeedPage<Reader: StoreReader> {
    let reader: Reader
    let caller: Caller
    let couple: CoupleRow
    let limit: Int

    /// - Parameters:
    ///   - known: the feed beyond `cursor`, where the caller of this has it already.
    ///   - echoes: what this very request changed: left out, and not counted.
    func read(beyond cursor: FeedCursor, echoes: Set<FeedSubject> = [], known: [FeedRow]? = nil) throws -> FeedPageResult {
        var result = FeedPageResult(position: cursor.position, horizon: cursor.horizon, more: false)
        guard try readWithdrawals(beyond: cursor, into: &result) else { return result }
        let head = couple.sides[caller.side].head
        let room = limit - result.changes.count
        let rows = try known ?? (cursor.position == head ? [] : fetch(cursor.position, room + echoes.count + 1))
        let foreign = rows.filter { !echoes.contains($0.subject) && (!caller.isPaper || $0.subject.isForPaper) }
        for row in foreign.prefix(room) {
            if let change = try change(row.subject) { result.changes.append(change) }
        }
        result.more = foreign.count > room
        result.position = result.more ? foreign.prefix(room).last?.position ?? cursor.position : head
        result.horizon = head
        return result
    }

    private func fetch(_ position: Position, _ limit: Int) throws -> [FeedRow] {
        try reader.feed(after: position, side: caller.side, of: couple.id, paper: caller.isPaper, limit: limit)
    }

    /// Withdrawals come first, of seals that the reader was sent: whoever was not sent them finds no trace.
    ///
    /// - Returns: false where they fill the page.
    private func readWithdrawals(beyond cursor: FeedCursor, into result: inout FeedPageResult) throws -> Bool {
        guard !caller.isPaper, cursor.horizon < couple.sides[caller.side].head else { return true }
        let rows = try reader.withdrawals(
            after: cursor.horizon, seenUpTo: cursor.position, side: caller.side, of: couple.id, limit: limit)
        var sent: Set<RecordKey> = []
        for row in rows where sent.insert(row.key).inserted {
            // Sealed once more since then: it stands further on in the feed.
            guard let record = try reader.record(row.key, of: couple.id), record.header.isDeleted else { continue }
            result.changes.append(.record(tombstone(record)))
        }
        guard rows.count == limit, let last = rows.last else { return true }
        result.horizon = last.position
        result.more = true
        return false
    }

    /// - Returns: nil where the subject is gone.
    private func change(_ subject: FeedSubject) throws -> Change? {
        switch subject {
        case .entry(let hash):
            guard let row = try reader.entry(hash, of: couple.id), let partner = couple.sides[row.side].partner else { return nil }
            return .entry(EntryChange(partner: partner, entry: row.entry))
        case .grant(let digest):
            return try reader.grant(digest, of: couple.id).map { .grant($0.grant) }
        case .joined(let locator):
            guard let answer = try reader.box(locator)?.answer else { return nil }
            return .joined(JoinChange(locator: locator, partner: answer.partner, proof: answer.proof))
        case .record(let key):
            guard let row = try reader.record(key, of: couple.id) else { return nil }
            return .record(row.header.isDeleted ? tombstone(row) : try visible(row))
        }
    }

    private func tombstone(_ row: RecordRow) -> RecordChange {
        RecordChange(header: row.header, signature: row.signature, body: nil, ownKey: nil, opening: nil, phase: nil)
    }

    /// A record as far as the caller may see it. What is withheld is not even read.
    private func visible(_ row: RecordRow) throws -> RecordChange {
        let isAuthor = row.header.author == caller.partner
        let isSealed = row.header.class == .sealed
        let isOpen = !isSealed || isAuthor || row.phase == .revealed
        return RecordChange(
            header: row.header, signature: row.signature, body: isOpen ? try reader.body(of: row.key, of: couple.id) : nil,
            ownKey: isAuthor ? row.ownKey : nil, opening: isOpen ? row.opening : nil, phase: row.phase)
    }
}
