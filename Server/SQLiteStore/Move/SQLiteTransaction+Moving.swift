import GRDB
import GRDBSQLite
import Models
import ServerCore
import StoreSQL

extension SQLiteTransaction {
    /// Reads every row of a table that moves.
    func rows(of table: StoredTable, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        try stepping(table.query, []) { statement in
            var row = StoredRow()
            while try step(statement) {
                row.begin(columns: table.columns.count)
                for (index, column) in table.columns.enumerated() {
                    try append(column.kind, at: Int32(index), of: statement, to: &row)
                }
                try row.octets.withUnsafeBytes(take)
            }
        }
    }

    private func append(_ kind: StoredTable.Kind, at index: Int32, of statement: OpaquePointer, to row: inout StoredRow) throws {
        switch (sqlite3_column_type(statement, index), kind) {
        case (SQLITE_NULL, _): row.appendNull()
        case (SQLITE_BLOB, .octets):
            let blob = sqlite3_column_blob(statement, index)
            row.append(UnsafeRawBufferPointer(start: blob, count: Int(sqlite3_column_bytes(statement, index))))
        case (SQLITE_TEXT, .text):
            let text = sqlite3_column_text(statement, index)
            row.append(UnsafeRawBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, index))))
        case (SQLITE_INTEGER, _): try row.append(sqlite3_column_int64(statement, index), as: kind)
        default: throw StoreError.corrupt
        }
    }

    func insert(_ row: UnsafeRawBufferPointer, into table: StoredTable, by sql: String) throws {
        var reader = try StoredRowReader(row, columns: table.columns.count)
        let values = try table.columns.map { column -> (any Argument)? in
            guard let value = try reader.next() else { return nil }
            switch column.kind {
            case .octets: return Bytes(value)
            case .text: return String(decoding: value, as: UTF8.self)
            case .small, .integer, .flag: return try value.integer()
            }
        }
        try run(sql, values)
    }

    /// - Throws: `corrupt` if what is noted is no mark.
    func mark() throws -> MoveMark? {
        guard let octets = try secret(SecretName.moved) else { return nil }
        guard let mark = MoveMark(octets: octets) else { throw StoreError.corrupt }
        return mark
    }

    func removeMark() throws { try deleteSecret(SecretName.moved) }

    func deleteSecret(_ name: String) throws { try run("DELETE FROM secrets WHERE name = ?", [name]) }
}
