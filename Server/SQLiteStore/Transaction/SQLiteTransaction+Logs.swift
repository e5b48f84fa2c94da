import FoundationEssentials
import GRDB
package import Models
package import ServerCore
import StoreSQL
import Wire

extension SQLiteTransaction {
    private enum GrantColumn: Int32, ColumnList {
        case digest, side, signedGrant, inviterPosition, joinerPosition
    }

    private static let selectGrant = "SELECT \(GrantColumn.selected) FROM grants WHERE couple = ? AND digest = ?"
    private static let selectGrants = "SELECT \(GrantColumn.selected) FROM grants WHERE couple = ?"

    package func entries(of couple: CoupleID, side: Side) throws -> [LogEntry] {
        try all("SELECT entry FROM entries WHERE couple = ? AND side = ? ORDER BY number", [couple.column, side.rawValue]) { row in
            try decoded(row, 0)
        }
    }

    package func entries(of couple: CoupleID, side: Side, from: Int, limit: Int) throws -> [LogEntry] {
        try all(
            "SELECT entry FROM entries WHERE couple = ? AND side = ? AND number > ? ORDER BY number LIMIT ?",
            [couple.column, side.rawValue, from, limit]
        ) { try decoded($0, 0) }
    }

    package func entry(_ hash: EntryHash, of couple: CoupleID) throws -> EntryRow? {
        try first("SELECT side, entry FROM entries WHERE couple = ? AND hash = ?", [couple.column, hash.column]) { row in
            EntryRow(side: try row.numbered(0), hash: hash, entry: try decoded(row, 1))
        }
    }

    package func grant(_ digest: VersionDigest, of couple: CoupleID) throws -> GrantRow? {
        try first(
            Self.selectGrant,
            [couple.column, digest.column], grant)
    }

    package func grants(of couple: CoupleID) throws -> [GrantRow] {
        try all(
            Self.selectGrants, [couple.column],
            grant)
    }

    private func grant(_ row: Columns) throws -> GrantRow {
        GrantRow(
            side: try row.numbered(GrantColumn.side), digest: try row.fixed(GrantColumn.digest),
            grant: try decoded(row, GrantColumn.signedGrant),
            positions: PerSide(
                inviter: row.optionalPosition(GrantColumn.inviterPosition), joiner: row.optionalPosition(GrantColumn.joinerPosition)
            ))
    }

    private func decoded<Value: Decodable>(_ row: Columns, _ column: some ColumnName) throws -> Value {
        do { return try WireJSON.decode(Value.self, from: Data(try row.octets(column))) } catch { throw StoreError.corrupt }
    }
}

extension SQLiteTransaction {
    package func append(_ entry: EntryRow, of couple: CoupleID) throws {
        try run(
            """
            INSERT INTO entries (couple, side, number, hash, entry)
            SELECT ?1, ?2, 1 + coalesce(max(number), 0), ?3, ?4 FROM entries WHERE couple = ?1 AND side = ?2
            """, [couple.column, entry.side.rawValue, entry.hash.column, Bytes(try WireJSON.encode(entry.entry))])
    }

    package func insert(_ grant: GrantRow, of couple: CoupleID) throws {
        try run(
            """
            INSERT INTO grants (couple, digest, side, signed_grant, inviter_position, joiner_position) VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                couple.column, grant.digest.column, grant.side.rawValue, Bytes(try WireJSON.encode(grant.grant)),
                grant.positions.inviter?.value, grant.positions.joiner?.value,
            ])
    }

    package func deleteGrant(_ digest: VersionDigest, of couple: CoupleID) throws {
        try run("DELETE FROM grants WHERE couple = ? AND digest = ?", [couple.column, digest.column])
    }
}
