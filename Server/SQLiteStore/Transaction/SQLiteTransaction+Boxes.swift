import FoundationEssentials
import GRDB
package import Models
package import ServerCore
import StoreSQL
import Wire

extension SQLiteTransaction {
    private enum BoxColumn: Int32, ColumnList {
        case locator, couple, side, kind, device, box, expires, answeredBy, proof, permit
    }

    private static let selectBox = "SELECT \(BoxColumn.selected) FROM boxes WHERE locator = ?"
    private static let selectBoxes = "SELECT \(BoxColumn.selected) FROM boxes WHERE couple = ?"

    package func box(_ locator: Locator) throws -> BoxRow? {
        try first(
            Self.selectBox,
            [locator.column], box)
    }

    package func boxes(of couple: CoupleID) throws -> [BoxRow] {
        try all(
            Self.selectBoxes,
            [couple.column], box)
    }

    private func box(_ row: Columns) throws -> BoxRow {
        BoxRow(
            locator: try row.fixed(BoxColumn.locator), couple: try row.fixed(BoxColumn.couple),
            side: try row.numbered(BoxColumn.side), kind: try row.named(BoxColumn.kind),
            device: try row.optionalFixed(BoxColumn.device), box: Blob(try row.octets(BoxColumn.box)),
            expires: row.optionalInteger(BoxColumn.expires).map(Instant.init(milliseconds:)),
            permit: try row.optionalFixed(BoxColumn.permit),
            answer: try row.optionalFixed(BoxColumn.answeredBy).map {
                BoxRow.Answer(partner: $0, proof: Blob(try row.octets(BoxColumn.proof)))
            })
    }

    package func token(_ hash: TokenHash) throws -> TokenRow? {
        try first("SELECT couple, side, device, expires FROM tokens WHERE hash = ?", [hash.column]) { row in
            TokenRow(
                hash: hash, couple: try row.fixed(0), device: DeviceKey(try row.fixed(2), of: try row.numbered(1)),
                expires: Instant(milliseconds: row.integer(3)))
        }
    }
}

extension SQLiteTransaction {
    package func put(_ box: BoxRow) throws {
        try run(
            """
            INSERT INTO boxes (locator, couple, side, kind, device, box, expires, answered_by, proof, permit)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (locator) DO UPDATE SET
                kind = excluded.kind, device = excluded.device, box = excluded.box, expires = excluded.expires,
                answered_by = excluded.answered_by, proof = excluded.proof, permit = excluded.permit
            WHERE boxes.couple = excluded.couple
            """,
            [
                box.locator.column, box.couple.column, box.side.rawValue, box.kind.rawValue, box.device?.column,
                box.box.bytes, box.expires?.milliseconds, box.answer?.partner.column, box.answer.map { $0.proof.bytes },
                box.permit?.column,
            ])
    }

    package func deleteBox(_ locator: Locator, of couple: CoupleID) throws {
        try run("DELETE FROM boxes WHERE locator = ? AND couple = ?", [locator.column, couple.column])
    }

    package func deleteUnansweredBoxes(expiredBefore time: Instant) throws {
        try run("DELETE FROM boxes WHERE expires < ? AND answered_by IS NULL", [time.milliseconds])
    }

    package func add(_ token: TokenRow, keeping: Int) throws {
        try run(
            "INSERT INTO tokens (hash, couple, side, device, expires) VALUES (?, ?, ?, ?, ?)",
            [
                token.hash.column, token.couple.column, token.device.side.rawValue, token.device.id.column,
                token.expires.milliseconds,
            ])
        try run(
            """
            DELETE FROM tokens WHERE couple = ?1 AND side = ?2 AND device = ?3 AND hash <> ?4 AND hash NOT IN (
                SELECT hash FROM tokens WHERE couple = ?1 AND side = ?2 AND device = ?3 AND hash <> ?4
                ORDER BY expires DESC LIMIT ?5)
            """,
            [
                token.couple.column, token.device.side.rawValue, token.device.id.column, token.hash.column, keeping - 1,
            ])
    }

    package func deleteTokens(of device: DeviceKey, couple: CoupleID) throws {
        try run(
            "DELETE FROM tokens WHERE couple = ? AND side = ? AND device = ?",
            [couple.column, device.side.rawValue, device.id.column])
    }

    package func deleteTokens(expiredBefore time: Instant) throws {
        try run("DELETE FROM tokens WHERE expires < ?", [time.milliseconds])
    }

    package func deleteAllTokens() throws { try run("DELETE FROM tokens", []) }
}
