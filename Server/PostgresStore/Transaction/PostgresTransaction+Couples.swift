package import Models
package import ServerCore
import StoreSQL

extension PostgresTransaction {
    package func secret(_ name: String) throws -> Bytes? { try first(.secret, [name]) { try $0.octets(0) } }

    package func couple(_ id: CoupleID) throws -> CoupleRow? {
        if let row = locked?.row, row.id == id { return row }
        return try first(.couple, [id.column]) { try CoupleRow(id, in: $0) }
    }

    package func coupleIDs() throws -> [CoupleID] { try all(.coupleIDs, []) { try $0.fixed(0) } }

    package func isFormerHistory(_ history: HistoryID, of couple: CoupleID) throws -> Bool {
        try first(.isFormerHistory, [couple.column, history.column]) { _ in true } ?? false
    }

    package func devices(of couple: CoupleID) throws -> [DeviceRow] {
        try all(.devices, [couple.column]) { row in
            let card = DeviceCard(
                kind: try row.named(DeviceColumn.kind), signing: try row.fixed(DeviceColumn.signing),
                agreement: try row.fixed(DeviceColumn.agreement),
                expires: row.optionalInteger(DeviceColumn.expires).map(Instant.init(milliseconds:)))
            return DeviceRow(
                id: try row.fixed(DeviceColumn.id), side: try row.numbered(DeviceColumn.side), card: card,
                isLive: row.flag(DeviceColumn.live), isSettled: row.flag(DeviceColumn.settled))
        }
    }

    package func couples(knowing device: DeviceID) throws -> [CoupleID] {
        try all(.couplesKnowing, [device.column]) { try $0.fixed(0) }
    }
}

extension PostgresTransaction {
    package func putSecret(_ value: Bytes, name: String) throws { try connection.queue(.putSecret, [name, value]) }

    package func put(_ couple: CoupleRow) throws {
        locked?.row = nil
        let (inviter, joiner) = (couple.sides.inviter, couple.sides.joiner)
        try write(
            .putCouple, for: couple.id,
            [
                couple.history.column,
                inviter.partner?.column, inviter.head.value, inviter.point.column, inviter.greatest.milliseconds, inviter.records,
                inviter.bytes, inviter.hasLeft,
                joiner.partner?.column, joiner.head.value, joiner.point.column, joiner.greatest.milliseconds, joiner.records,
                joiner.bytes, joiner.hasLeft,
            ])
    }

    package func addFormerHistory(_ history: HistoryID, of couple: CoupleID) throws {
        try write(.addFormerHistory, for: couple, [history.column])
        try write(.forgetFormerHistories, for: couple, [Room.formerHistories])
    }

    package func put(_ device: DeviceRow, of couple: CoupleID) throws {
        try write(
            .putDevice, for: couple,
            [
                device.id.column, device.side.rawValue, device.card.kind.rawValue, device.card.signing.column,
                device.card.agreement.column, device.card.expires?.milliseconds, device.isLive, device.isSettled,
            ])
    }
}

extension CoupleRow {
    /// - Throws: `corrupt`.
    init(_ id: CoupleID, in row: PostgresRow) throws {
        let inviter = SideState(
            partner: try row.optionalFixed(CoupleColumn.inviter), head: Position(row.integer(CoupleColumn.inviterHead)),
            point: try row.fixed(CoupleColumn.inviterPoint),
            greatest: Instant(milliseconds: row.integer(CoupleColumn.inviterGreatest)),
            records: Int(row.integer(CoupleColumn.inviterRecords)), bytes: Int(row.integer(CoupleColumn.inviterBytes)),
            hasLeft: row.flag(CoupleColumn.inviterLeft))
        let joiner = SideState(
            partner: try row.optionalFixed(CoupleColumn.joiner), head: Position(row.integer(CoupleColumn.joinerHead)),
            point: try row.fixed(CoupleColumn.joinerPoint),
            greatest: Instant(milliseconds: row.integer(CoupleColumn.joinerGreatest)),
            records: Int(row.integer(CoupleColumn.joinerRecords)), bytes: Int(row.integer(CoupleColumn.joinerBytes)),
            hasLeft: row.flag(CoupleColumn.joinerLeft))
        self.init(id: id, history: try row.fixed(CoupleColumn.history), sides: PerSide(inviter: inviter, joiner: joiner))
    }
}

/// The row of a couple as it was read when it was locked, until something is written over it.
final class LockedRow {
    var row: CoupleRow?

    init(_ row: CoupleRow?) { self.row = row }
}
