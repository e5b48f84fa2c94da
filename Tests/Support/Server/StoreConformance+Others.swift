import Models
import ServerCore
import Wire

extension StoreConformance {
    /// Two couples whose ids are the same in every respect: whatever is written for one, the other's rows stay.
    func leaveOthersAlone(_ store: some Store, _ fixture: StoreFixture) throws {
        let rows = try CoupleRows(fixture)
        let other = CoupleRow(
            id: fixture.joiner.couple == fixture.id ? CoupleID(validated: fixture.random.bytes(32)) : fixture.joiner.couple,
            history: fixture.random.value(), sides: fixture.couple.sides)
        try store.write { writer in
            try rows.write(fixture.couple, in: writer)
            try rows.write(other, in: writer)
        }
        let before = try store.read { try rows.read(other.id, in: $0) }
        let ours = try store.read { try rows.read(fixture.id, in: $0) }
        try store.write { try rows.undo(fixture.couple, not: other, in: $0) }
        try expect(try store.read { try rows.read(other.id, in: $0) }, before)
        guard try store.read({ try rows.read(fixture.id, in: $0) }) != ours else {
            throw ConformanceFailure(description: "nothing was changed")
        }
    }
}

/// A row of every kind.
private struct CoupleRows {
    let random: SeededRandom
    let device: DeviceRow
    let entry: EntryRow
    let grant: GrantRow
    let record: (row: RecordRow, body: Blob)
    let withdrawal: WithdrawalRow
    let point: Point
    let kit = TestDevice(kind: .kit)

    init(_ fixture: StoreFixture) throws {
        random = fixture.random
        let inviter = fixture.inviter
        device = DeviceRow(id: inviter.device.id, side: .inviter, card: inviter.device.card, isLive: true, isSettled: true)
        entry = EntryRow(side: .inviter, hash: inviter.log.entries[0].hash, entry: inviter.log.entries[0])
        let signed = try inviter.grant(.couple, to: [inviter.device.id])
        grant = GrantRow(
            side: .inviter, digest: signed.digest, grant: signed, positions: PerSide(inviter: Position(2), joiner: nil))
        record = try fixture.note()
        withdrawal = WithdrawalRow(
            key: RecordKey(scope: .joiner, id: fixture.random.value()), seenFrom: Position(1), position: Position(2))
        point = fixture.random.value()
    }

    /// Locators and tokens are unique in the store; everything else has the same ids in every couple.
    private func locator(_ couple: CoupleID) -> Locator { Locator(validated: couple.bytes) }
    private func token(_ couple: CoupleID) -> TokenHash { TokenHash(validated: couple.bytes) }

    private func box(_ couple: CoupleID, at locator: Locator, _ octet: UInt8 = 1) -> BoxRow {
        BoxRow(
            locator: locator, couple: couple, side: .inviter, kind: .kit, device: kit.id, box: Blob([octet]), expires: nil)
    }

    func write(_ couple: CoupleRow, in writer: some StoreWriter) throws {
        let id = couple.id
        try writer.put(couple)
        try writer.put(device, of: id)
        try writer.append(entry, of: id)
        try writer.insert(grant, of: id)
        try writer.put(record.row, body: record.body, of: id)
        try writer.begin(point, at: Position(1), side: .inviter, of: id)
        try writer.begin(random.value(), at: Position(2), side: .inviter, of: id)
        try writer.place(.record(record.row.key), at: Position(1), side: .inviter, of: id)
        try writer.place(.grant(grant.digest), at: Position(2), side: .inviter, of: id)
        try writer.add(withdrawal, side: .inviter, of: id)
        try writer.put(box(id, at: locator(id)))
        try writer.add(TokenRow(hash: token(id), couple: id, device: device.key, expires: TestClock.start), keeping: 1)
    }

    /// Everything a writer can do to what the two couples have in common, for one of them.
    func undo(_ couple: CoupleRow, not other: CoupleRow, in writer: some StoreWriter) throws {
        let id = couple.id
        var changed = couple
        changed.history = random.value()
        try writer.put(changed)
        try writer.addFormerHistory(other.history, of: id)
        var ended = device
        (ended.isLive, ended.isSettled) = (false, false)
        try writer.put(ended, of: id)
        try writer.deleteGrant(grant.digest, of: id)
        var row = record.row
        row.positions = PerSide(both: nil)
        try writer.update(row, of: id)
        try writer.put(row, body: Blob([9]), of: id)
        try writer.deleteRecord(row.key, of: id)
        for position in 1...2 { try writer.vacate(Position(Int64(position)), side: .inviter, of: id) }
        try writer.add(
            WithdrawalRow(key: withdrawal.key, seenFrom: Position(2), position: Position(3)), side: .inviter, of: id)
        try writer.deleteWithdrawals(of: id)
        try writer.begin(random.value(), at: Position(3), side: .inviter, of: id)
        try writer.forgetPoints(keeping: 1, side: .inviter, of: id)
        try writer.add(TokenRow(hash: random.value(), couple: id, device: device.key, expires: TestClock.start), keeping: 1)
        try writer.put(box(id, at: locator(other.id), 7))
        try writer.deleteBox(locator(other.id), of: id)
        try writer.deleteBox(locator(id), of: id)
        try writer.deleteTokens(of: device.key, couple: id)
    }

    /// Everything stored for a couple, as text for comparison.
    func read(_ couple: CoupleID, in reader: some StoreReader) throws -> [String] {
        func text(_ value: Any?) -> String { String(describing: value) }
        return [
            text(try reader.couple(couple)),
            text(try reader.isFormerHistory(HistoryID(validated: Bytes(couple.bytes.prefix(16))), of: couple)),
            text(try reader.devices(of: couple)), text(try reader.entries(of: couple, side: .inviter)),
            text(try reader.grants(of: couple)), text(try reader.record(record.row.key, of: couple)),
            text(try reader.body(of: record.row.key, of: couple)),
            text(try reader.feed(after: .beginning, side: .inviter, of: couple, paper: false, limit: 9)),
            text(try reader.withdrawals(after: .beginning, seenUpTo: Position(9), side: .inviter, of: couple, limit: 9)),
            text(try (1...3).map { try reader.point(at: Position($0), side: .inviter, of: couple) }),
            text(try reader.box(locator(couple))), text(try reader.boxes(of: couple)), text(try reader.token(token(couple))),
        ]
    }
}
