package import Models
package import ServerCore

/// A transaction on a copy of the state.
package final class MemoryTransaction {
    private(set) var state: MemoryState
    private(set) var entriesRead = 0
    /// The number of savepoints before the one that fails.
    private var savepointsBeforeFailure: Int?

    init(_ state: MemoryState, failingSavepoint: Int? = nil) {
        self.state = state
        savepointsBeforeFailure = failingSavepoint
    }

    private func failIfPlanned() throws {
        guard let left = savepointsBeforeFailure else { return }
        savepointsBeforeFailure = left > 0 ? left - 1 : nil
        if left == 0 { throw StoreError.failed(code: 0) }
    }

    private func couple<Value>(_ id: CoupleID, _ body: (MemoryCouple) -> Value) -> Value? {
        state.couples[id].map(body)
    }

    /// - Throws: `StoreError` if the couple doesn't exist, so that tests reveal a violated precondition as a database would.
    private func change(_ id: CoupleID, _ body: (inout MemoryCouple) throws -> Void) throws {
        guard var couple = state.couples.removeValue(forKey: id) else { throw StoreError.failed(code: 0) }
        defer { state.couples[id] = couple }
        try body(&couple)
    }
}

// MARK: - Reading
extension MemoryTransaction: StoreReader {
    package func secret(_ name: String) -> Bytes? { state.secrets[name] }

    package func couple(_ id: CoupleID) -> CoupleRow? { state.couples[id]?.row }

    package func coupleIDs() -> [CoupleID] { state.couples.keys.sorted() }

    package func isFormerHistory(_ history: HistoryID, of id: CoupleID) -> Bool {
        couple(id) { $0.formerHistories.contains(history) } ?? false
    }

    package func devices(of id: CoupleID) -> [DeviceRow] { couple(id) { Array($0.devices.values) } ?? [] }

    package func couples(knowing device: DeviceID) -> [CoupleID] {
        state.couples.filter { $0.value.devices.keys.contains { $0.id == device } }.keys.sorted()
    }

    package func entries(of id: CoupleID, side: Side) -> [LogEntry] { entries(of: id, side: side, from: 0, limit: .max) }

    package func entries(of id: CoupleID, side: Side, from: Int, limit: Int) -> [LogEntry] {
        let entries = couple(id) { $0.entries.filter { $0.side == side }.dropFirst(from).prefix(limit).map(\.entry) } ?? []
        entriesRead += entries.count
        return entries
    }

    package func entry(_ hash: EntryHash, of id: CoupleID) -> EntryRow? {
        let entry = couple(id) { $0.entries.first { $0.hash == hash } } ?? nil
        entriesRead += entry == nil ? 0 : 1
        return entry
    }

    package func grant(_ digest: VersionDigest, of id: CoupleID) -> GrantRow? { couple(id) { $0.grants[digest] } ?? nil }

    package func grants(of id: CoupleID) -> [GrantRow] { couple(id) { Array($0.grants.values) } ?? [] }

    package func record(_ key: RecordKey, of id: CoupleID) -> RecordRow? { couple(id) { $0.records[key]?.row } ?? nil }

    package func body(of key: RecordKey, of id: CoupleID) -> Blob? { couple(id) { $0.records[key]?.body } ?? nil }

    package func records(in scope: RecordScope, of id: CoupleID) -> [RecordRow] {
        couple(id) { $0.records.values.map(\.row).filter { $0.key.scope == scope } } ?? []
    }

    package func unfrozenSeals(in scope: RecordScope, of id: CoupleID) -> [RecordRow] {
        records(in: scope, of: id).filter { $0.phase == .sealed }
    }

    package func point(at position: Position, side: Side, of id: CoupleID) -> Point? {
        couple(id) { couple in couple.feeds[side].points.last { $0.first <= position }?.point } ?? nil
    }

    package func feed(after position: Position, side: Side, of id: CoupleID, paper: Bool, limit: Int) -> [FeedRow] {
        guard let feed = state.couples[id]?.feeds[side] else { return [] }
        return Array(feed.rows[feed.index(after: position)...].lazy.filter { !paper || $0.subject.isForPaper }.prefix(limit))
    }

    package func withdrawals(
        after horizon: Position, seenUpTo seen: Position, side: Side, of id: CoupleID, limit: Int
    ) -> [WithdrawalRow] {
        let rows = couple(id) { $0.withdrawals[side].filter { $0.position > horizon && $0.seenFrom <= seen } } ?? []
        return Array(rows.sorted { $0.position < $1.position }.prefix(limit))
    }

    package func box(_ locator: Locator) -> BoxRow? { state.boxes[locator] }

    package func boxes(of couple: CoupleID) -> [BoxRow] { state.boxes.values.filter { $0.couple == couple } }

    package func token(_ hash: TokenHash) -> TokenRow? { state.tokens[hash] }
}

// MARK: - Writing
extension MemoryTransaction: StoreWriter {
    package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        let before = state
        do {
            let value = try body()
            try failIfPlanned()
            return value
        } catch {
            state = before
            throw error
        }
    }

    package func putSecret(_ value: Bytes, name: String) { state.secrets[name] = value }

    package func put(_ row: CoupleRow) {
        if state.couples[row.id] == nil { state.couples[row.id] = MemoryCouple(row: row) } else { state.couples[row.id]?.row = row }
    }

    package func addFormerHistory(_ history: HistoryID, of couple: CoupleID) throws {
        try change(couple) { couple in
            guard !couple.formerHistories.contains(history) else { return }
            couple.formerHistories = (couple.formerHistories + [history]).suffix(Room.formerHistories)
        }
    }

    package func put(_ device: DeviceRow, of couple: CoupleID) throws { try change(couple) { $0.devices[device.key] = device } }

    package func append(_ entry: EntryRow, of couple: CoupleID) throws {
        try change(couple) { couple in
            guard !couple.entries.contains(where: { $0.hash == entry.hash }) else { throw StoreError.failed(code: 0) }
            couple.entries.append(entry)
        }
    }

    package func insert(_ grant: GrantRow, of couple: CoupleID) throws { try change(couple) { $0.grants[grant.digest] = grant } }

    package func deleteGrant(_ digest: VersionDigest, of couple: CoupleID) throws { try change(couple) { $0.grants[digest] = nil } }

    package func put(_ record: RecordRow, body: Blob, of couple: CoupleID) throws {
        try change(couple) { $0.records[record.key] = MemoryCouple.StoredRecord(row: record, body: body) }
    }

    package func update(_ record: RecordRow, of couple: CoupleID) throws {
        try change(couple) { $0.records[record.key]?.row = record }
    }

    package func deleteRecord(_ key: RecordKey, of couple: CoupleID) throws { try change(couple) { $0.records[key] = nil } }

    package func begin(_ point: Point, at first: Position, side: Side, of couple: CoupleID) throws {
        try change(couple) { couple in
            guard couple.feeds[side].points.last.map({ $0.first < first }) ?? true else { throw StoreError.failed(code: 0) }
            couple.feeds[side].points.append(MemoryCouple.Feed.Beginning(first: first, point: point))
        }
    }

    package func forgetPoints(keeping: Int, side: Side, of couple: CoupleID) throws {
        try change(couple) { couple in
            var kept = Array(couple.feeds[side].points.suffix(keeping))
            if !kept.isEmpty { kept[0].first = Position.beginning.next }
            couple.feeds[side].points = kept
        }
    }

    package func place(_ subject: FeedSubject, at position: Position, side: Side, of couple: CoupleID) throws {
        try change(couple) { couple in
            guard couple.feeds[side].rows.last.map({ $0.position < position }) ?? true else { throw StoreError.failed(code: 0) }
            couple.feeds[side].rows.append(FeedRow(position: position, subject: subject))
        }
    }

    package func vacate(_ position: Position, side: Side, of couple: CoupleID) throws {
        try change(couple) { couple in
            let index = couple.feeds[side].index(after: position) - 1
            guard index >= 0, couple.feeds[side].rows[index].position == position else { return }
            couple.feeds[side].rows.remove(at: index)
        }
    }

    package func add(_ withdrawal: WithdrawalRow, side: Side, of couple: CoupleID) throws {
        try change(couple) { couple in
            couple.withdrawals[side].append(withdrawal)
            let same = couple.withdrawals[side].filter { $0.key == withdrawal.key }.sorted { $0.position < $1.position }
            guard same.count > Room.withdrawals else { return }
            couple.withdrawals[side].removeAll { $0 == same[0] }
        }
    }

    package func deleteWithdrawals(of couple: CoupleID) throws { try change(couple) { $0.withdrawals = PerSide(both: []) } }

    package func put(_ box: BoxRow) {
        guard state.boxes[box.locator].map({ $0.couple == box.couple }) ?? true else { return }
        state.boxes[box.locator] = box
    }

    package func deleteBox(_ locator: Locator, of couple: CoupleID) {
        if state.boxes[locator]?.couple == couple { state.boxes[locator] = nil }
    }

    package func deleteUnansweredBoxes(expiredBefore time: Instant) {
        state.boxes = state.boxes.filter { $0.value.answer != nil || $0.value.expires.map { $0 >= time } ?? true }
    }

    package func add(_ token: TokenRow, keeping: Int) {
        state.tokens[token.hash] = token
        let same = state.tokens.values.filter { $0.couple == token.couple && $0.device == token.device && $0.hash != token.hash }
        let kept = Set(same.sorted { $0.expires > $1.expires }.prefix(keeping - 1).map(\.hash)).union([token.hash])
        for row in same where !kept.contains(row.hash) { state.tokens[row.hash] = nil }
    }

    package func deleteTokens(of device: DeviceKey, couple: CoupleID) {
        state.tokens = state.tokens.filter { $0.value.device != device || $0.value.couple != couple }
    }

    package func deleteTokens(expiredBefore time: Instant) { state.tokens = state.tokens.filter { $0.value.expires >= time } }

    package func deleteAllTokens() { state.tokens = [:] }
}
