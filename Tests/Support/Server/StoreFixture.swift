import Models
import ServerCore

/// Rows to put into a store.
struct StoreFixture {
    let random = SeededRandom(seed: 3)
    let inviter: TestPartner
    let joiner: TestPartner
    let couple: CoupleRow

    init() throws {
        inviter = try TestPartner(random: random)
        var joiner = try TestPartner(random: random)
        joiner.couple = inviter.couple
        self.joiner = joiner
        couple = CoupleRow(
            id: inviter.couple, history: random.value(),
            sides: PerSide(
                inviter: SideState(
                    partner: inviter.id, head: Position(3), point: random.value(), greatest: TestClock.start, records: 4, bytes: 5),
                joiner: SideState()))
    }

    var id: CoupleID { couple.id }

    func seal(_ phase: SealPhase = .sealed, by side: Side = .inviter) throws -> (row: RecordRow, body: Blob) {
        let author = side == .inviter ? inviter : joiner
        let record = try author.answer(random.value(), at: TestClock.start, counter: 9)
        let row = RecordRow(
            key: RecordKey(scope: RecordScope(of: .sealed, by: side), id: record.header.id), header: record.header,
            signature: record.signature, bodyBytes: record.body.count, ownKey: record.ownKey,
            opening: try author.opening(of: record, seeing: random.value()), phase: phase, counts: false,
            positions: PerSide(inviter: Position(2), joiner: nil))
        return (row, record.body)
    }

    func note(_ visibility: Visibility = .shared, deleted: Bool = false) throws -> (row: RecordRow, body: Blob) {
        let record = try inviter.record(
            visibility, owner: visibility == .shared ? .couple : .author, at: TestClock.start, deleted: deleted)
        let row = RecordRow(
            key: RecordKey(scope: RecordScope(of: visibility, by: .inviter), id: record.header.id), header: record.header,
            signature: record.signature, bodyBytes: record.body.count, positions: PerSide(inviter: Position(1), joiner: Position(1))
        )
        return (row, record.body)
    }
}
