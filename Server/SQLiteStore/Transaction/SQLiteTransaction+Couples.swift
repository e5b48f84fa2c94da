import FoundationEssentials
import GRDB
package import Models
package import ServerCore
import StoreSQL

extension SQLiteTransaction {
    private enum DeviceColumn: Int32, ColumnList {
        case id, side, kind, signing, agreement, expires, live, settled
    }

    private static let selectDevices = "SELECT \(DeviceColumn.selected) FROM devices WHERE couple = ?"

    package func secret(_ name: String) throws -> Bytes? {
        try first("SELECT value FROM secrets WHERE name = ?", [name]) { try $0.octets(0) }
    }

    package func couple(_ id: CoupleID) throws -> CoupleRow? {
        try first(
            """
            SELECT history, inviter, inviter_head, inviter_point, inviter_greatest, inviter_records, inviter_bytes, inviter_left,
                joiner, joiner_head, joiner_point, joiner_greatest, joiner_records, joiner_bytes, joiner_left
            FROM couples WHERE id = ?
            """, [id.column]
        ) { row in
            CoupleRow(
                id: id, history: try row.fixed(0),
                sides: PerSide(inviter: try side(in: row, from: 1), joiner: try side(in: row, from: 8)))
        }
    }

    private func side(in row: Columns, from index: Int) throws -> SideState {
        SideState(
            partner: try row.optionalFixed(index), head: Position(row.integer(index + 1)), point: try row.fixed(index + 2),
            greatest: Instant(milliseconds: row.integer(index + 3)), records: Int(row.integer(index + 4)),
            bytes: Int(row.integer(index + 5)), hasLeft: row.flag(index + 6))
    }

    package func coupleIDs() throws -> [CoupleID] {
        try all("SELECT id FROM couples ORDER BY id", []) { try $0.fixed(0) }
    }

    package func isFormerHistory(_ history: HistoryID, of couple: CoupleID) throws -> Bool {
        try first("SELECT 1 FROM former_histories WHERE couple = ? AND history = ?", [couple.column, history.column]) { _ in true }
            ?? false
    }

    package func devices(of couple: CoupleID) throws -> [DeviceRow] {
        try all(Self.selectDevices, [couple.column]) { row in
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
        try all("SELECT DISTINCT couple FROM devices WHERE id = ? ORDER BY couple", [device.column]) { try $0.fixed(0) }
    }
}

extension SQLiteTransaction {
    package func putSecret(_ value: Bytes, name: String) throws {
        try run(
            "INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", [name, value])
    }

    package func put(_ couple: CoupleRow) throws {
        let (inviter, joiner) = (couple.sides.inviter, couple.sides.joiner)
        try run(
            """
            INSERT INTO couples VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                history = excluded.history,
                inviter_head = excluded.inviter_head, inviter_point = excluded.inviter_point,
                inviter_greatest = excluded.inviter_greatest, inviter_records = excluded.inviter_records,
                inviter_bytes = excluded.inviter_bytes, inviter_left = excluded.inviter_left, joiner = excluded.joiner,
                joiner_head = excluded.joiner_head, joiner_point = excluded.joiner_point,
                joiner_greatest = excluded.joiner_greatest, joiner_records = excluded.joiner_records,
                joiner_bytes = excluded.joiner_bytes, joiner_left = excluded.joiner_left
            """,
            [
                couple.id.column, couple.history.column,
                inviter.partner?.column, inviter.head.value, inviter.point.column, inviter.greatest.milliseconds, inviter.records,
                inviter.bytes, inviter.hasLeft,
                joiner.partner?.column, joiner.head.value, joiner.point.column, joiner.greatest.milliseconds, joiner.records,
                joiner.bytes, joiner.hasLeft,
            ])
    }

    package func addFormerHistory(_ history: HistoryID, of couple: CoupleID) throws {
        try run(
            """
            INSERT INTO former_histories (couple, number, history)
            SELECT ?1, 1 + coalesce(max(number), 0), ?2 FROM former_histories WHERE couple = ?1 ON CONFLICT DO NOTHING
            """, [couple.column, history.column])
        try run(
            """
            DELETE FROM former_histories WHERE couple = ?1
                AND number <= (SELECT max(number) FROM former_histories WHERE couple = ?1) - ?2
            """, [couple.column, Room.formerHistories])
    }

    package func put(_ device: DeviceRow, of couple: CoupleID) throws {
        try run(
            """
            INSERT INTO devices (couple, id, side, kind, signing, agreement, expires, live, settled)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (couple, side, id) DO UPDATE SET live = excluded.live, settled = excluded.settled
            """,
            [
                couple.column, device.id.column, device.side.rawValue, device.card.kind.rawValue, device.card.signing.column,
                device.card.agreement.column, device.card.expires?.milliseconds, device.isLive, device.isSettled,
            ])
    }
}
