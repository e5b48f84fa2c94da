import Models
import Wire

/// One page of a partner's feed, limited by count and octets. A page with more after it contains at least one change.
struct FeedPage<Reader: StoreReader> {
    let reader: Reader
    let caller: Caller
    let couple: CoupleRow
    let limits: Limits

    /// - Parameters:
    ///   - known: the feed after `cursor`, if the calling code already has it.
    ///   - echoes: the changes made by this request, which are left out and not counted.
    func read(beyond cursor: FeedCursor, echoes: Set<FeedSubject> = [], known: [FeedRow]? = nil) throws -> FeedPageResult {
        var result = FeedPageResult(position: cursor.position, horizon: cursor.horizon, more: false)
        var room = PageRoom(limits: limits)
        guard try readWithdrawals(beyond: cursor, &room, into: &result) else { return result }
        let head = couple.sides[caller.side].head
        result.horizon = head
        let wanted = limits.changes + echoes.count + 1
        while true {
            let rows = try known ?? (result.position == head ? [] : fetch(result.position, wanted))
            for row in rows {
                if !isHidden(row.subject, echoes), let next = try change(row.subject) {
                    guard room.takes(next.bytes) else {
                        result.more = true
                        return result
                    }
                    result.changes.append(try next.load())
                }
                result.position = row.position
            }
            if known != nil || rows.count < wanted { break }
        }
        result.position = head
        return result
    }

    private func isHidden(_ subject: FeedSubject, _ echoes: Set<FeedSubject>) -> Bool {
        echoes.contains(subject) || caller.isPaper && !subject.isForPaper
    }

    private func fetch(_ position: Position, _ limit: Int) throws -> [FeedRow] {
        try reader.feed(after: position, side: caller.side, of: couple.id, paper: caller.isPaper, limit: limit)
    }

    /// Withdrawals come first, and only for seals that the reader was sent. A reader who wasn't sent one finds no trace of it.
    ///
    /// - Returns: `false` if they fill the page.
    private func readWithdrawals(beyond cursor: FeedCursor, _ room: inout PageRoom, into result: inout FeedPageResult) throws
        -> Bool
    {
        let side = caller.side
        guard !caller.isPaper, cursor.horizon < couple.sides[side].head else { return true }
        var sent: Set<RecordKey> = []
        while true {
            let rows = try reader.withdrawals(
                after: result.horizon, seenUpTo: cursor.position, side: side, of: couple.id, limit: limits.changes)
            for row in rows {
                // If the answer has been sealed again since then, it's further on in the feed.
                if sent.insert(row.key).inserted, let record = try reader.record(row.key, of: couple.id), record.header.isDeleted {
                    let change = tombstone(record)
                    guard room.takes(change.encodedSize()) else {
                        result.more = true
                        return false
                    }
                    result.changes.append(.record(change))
                }
                result.horizon = row.position
            }
            if rows.count < limits.changes { return true }
        }
    }

    /// A change whose body hasn't been loaded yet.
    private struct Next {
        let bytes: Int
        let load: () throws -> Change
    }

    /// - Returns: `nil` if the subject no longer exists.
    private func change(_ subject: FeedSubject) throws -> Next? {
        switch subject {
        case .entry(let hash):
            guard let row = try reader.entry(hash, of: couple.id), let partner = couple.sides[row.side].partner else { return nil }
            return next(.entry(EntryChange(partner: partner, entry: row.entry)))
        case .grant(let digest):
            return try reader.grant(digest, of: couple.id).map { next(.grant($0.grant)) }
        case .joined(let locator):
            guard let box = try reader.box(locator), box.couple == couple.id, let answer = box.answer else { return nil }
            return next(.joined(JoinChange(locator: locator, partner: answer.partner, proof: answer.proof)))
        case .record(let key):
            guard let row = try reader.record(key, of: couple.id) else { return nil }
            return row.header.isDeleted ? next(.record(tombstone(row))) : visible(row)
        }
    }

    private func next(_ change: Change) -> Next { Next(bytes: change.encodedSize) { change } }

    private func tombstone(_ row: RecordRow) -> RecordChange {
        RecordChange(header: row.header, signature: row.signature, body: nil, ownKey: nil, opening: nil, phase: nil)
    }

    /// The part of a record that the caller may see. A body that is withheld or doesn't fit isn't read at all.
    private func visible(_ row: RecordRow) -> Next {
        let isAuthor = row.header.author == caller.partner
        let isOpen = row.header.visibility != .sealed || isAuthor || row.phase == .revealed
        let change = { (body: Blob?) in
            RecordChange(
                header: row.header, signature: row.signature, body: body, ownKey: isAuthor ? row.ownKey : nil,
                opening: isOpen ? row.opening : nil, phase: row.phase)
        }
        return Next(bytes: change(nil).encodedSize(adding: isOpen ? row.bodyBytes : 0)) {
            .record(change(isOpen ? try reader.body(of: row.key, of: couple.id) : nil))
        }
    }
}
