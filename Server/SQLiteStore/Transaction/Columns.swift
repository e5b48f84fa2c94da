import GRDBSQLite
import Models
import ServerCore

/// The place of a column in a row: its number, or its name in a list of columns.
protocol ColumnName {
    var index: Int32 { get }
}

extension Int: ColumnName {
    var index: Int32 { Int32(self) }
}

/// The columns of a SELECT, in their order. Each is named after its column in the schema.
protocol ColumnList: ColumnName, CaseIterable, RawRepresentable<Int32> {}

extension ColumnList {
    var index: Int32 { rawValue }

    /// For the statement, whose text is made once. The schema has `body_hash` for `bodyHash`.
    static var selected: String {
        allCases.map { column in
            "\(column)".map { $0.isUppercase ? "_\($0.lowercased())" : "\($0)" }.joined()
        }.joined(separator: ", ")
    }
}

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
