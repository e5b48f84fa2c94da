import FoundationEssentials
package import Models
package import ServerCore
import StoreSQL
import Wire

extension PostgresTransaction {
    package func entries(of couple: CoupleID, side: Side) throws -> [LogEntry] {
        try all(.entries, [couple.column, side.rawValue]) { try decoded($0, 0) }
    }

    package func entries(of couple: CoupleID, side: Side, from: Int, limit: Int) throws -> [LogEntry] {
        try all(.entriesFrom, [couple.column, side.rawValue, from, limit]) { try decoded($0, 0) }
    }

    package func entry(_ hash: EntryHash, of couple: CoupleID) throws -> EntryRow? {
        try first(.entry, [couple.column, hash.column]) { row in
            EntryRow(side: try row.numbered(0), hash: hash, entry: try decoded(row, 1))
        }
    }

    package func grant(_ digest: VersionDigest, of couple: CoupleID) throws -> GrantRow? {
        try first(.grant, [couple.column, digest.column], grant)
    }

    package func grants(of couple: CoupleID) throws -> [GrantRow] { try all(.grants, [couple.column], grant) }

    private func grant(_ row: PostgresRow) throws -> GrantRow {
        GrantRow(
            side: try row.numbered(GrantColumn.side), digest: try row.fixed(GrantColumn.digest),
            grant: try decoded(row, GrantColumn.signedGrant),
            positions: PerSide(
                inviter: row.optionalPosition(GrantColumn.inviterPosition), joiner: row.optionalPosition(GrantColumn.joinerPosition)
            ))
    }

    private func decoded<Value: Decodable>(_ row: PostgresRow, _ column: some ColumnName) throws -> Value {
        do { return try WireJSON.decode(Value.self, from: Data(try row.octets(column))) } catch { throw StoreError.corrupt }
    }
}

extension PostgresTransaction {
    package func append(_ entry: EntryRow, of couple: CoupleID) throws {
        try write(
            .appendEntry, for: couple, [entry.side.rawValue, entry.hash.column, Bytes(try WireJSON.encode(entry.entry))])
    }

    package func insert(_ grant: GrantRow, of couple: CoupleID) throws {
        try write(
            .insertGrant, for: couple,
            [
                grant.digest.column, grant.side.rawValue, Bytes(try WireJSON.encode(grant.grant)),
                grant.positions.inviter?.value, grant.positions.joiner?.value,
            ])
    }

    package func deleteGrant(_ digest: VersionDigest, of couple: CoupleID) throws {
        try write(.deleteGrant, for: couple, [digest.column])
    }
}
