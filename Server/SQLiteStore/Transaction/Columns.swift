import GRDBSQLite
import Models
import ServerCore
import StoreSQL

/// The columns of a statement's current row. Valid until the next step.
struct Columns {
    let statement: OpaquePointer

    func isNull(_ column: some ColumnName) -> Bool { sqlite3_column_type(statement, column.index) == SQLITE_NULL }

    /// - Throws: `corrupt` if the column is NULL.
    func octets(_ column: some ColumnName) throws -> Bytes {
        guard !isNull(column) else { throw StoreError.corrupt }
        let blob = sqlite3_column_blob(statement, column.index)
        return Bytes(UnsafeRawBufferPointer(start: blob, count: Int(sqlite3_column_bytes(statement, column.index))))
    }

    /// - Throws: `corrupt` if the column doesn't hold such a value.
    func fixed<Value: FixedBytes>(_ column: some ColumnName) throws -> Value {
        guard let value = Value(bytes: try octets(column)) else { throw StoreError.corrupt }
        return value
    }

    func optionalFixed<Value: FixedBytes>(_ column: some ColumnName) throws -> Value? {
        isNull(column) ? nil : try fixed(column)
    }

    func integer(_ column: some ColumnName) -> Int64 { sqlite3_column_int64(statement, column.index) }

    func optionalInteger(_ column: some ColumnName) -> Int64? { isNull(column) ? nil : integer(column) }

    func optionalPosition(_ column: some ColumnName) -> Position? { optionalInteger(column).map(Position.init) }

    func flag(_ column: some ColumnName) -> Bool { integer(column) != 0 }

    /// - Throws: `corrupt` if the column doesn't hold a case's raw value.
    func named<Value: RawRepresentable<String>>(_ column: some ColumnName) throws -> Value {
        guard let text = sqlite3_column_text(statement, column.index), let value = Value(rawValue: String(cString: text)) else {
            throw StoreError.corrupt
        }
        return value
    }

    /// - Throws: `corrupt` if the column doesn't hold a case's raw value.
    func numbered<Value: RawRepresentable<Int>>(_ column: some ColumnName) throws -> Value {
        guard let value = Value(rawValue: Int(integer(column))) else { throw StoreError.corrupt }
        return value
    }
}
