import CPostgres
import Models
import ServerCore
import StoreSQL

/// One row of a result. Valid only while the result is.
struct PostgresRow {
    let result: OpaquePointer
    let number: Int32

    func isNull(_ column: some ColumnName) -> Bool { PQgetisnull(result, number, column.index) == 1 }

    /// - Throws: `corrupt` if the column is NULL.
    func octets(_ column: some ColumnName) throws -> Bytes {
        guard !isNull(column) else { throw StoreError.corrupt }
        let value = PQgetvalue(result, number, column.index)
        return Bytes(UnsafeRawBufferPointer(start: value, count: Int(PQgetlength(result, number, column.index))))
    }

    /// - Throws: `corrupt` if the column doesn't hold such a value.
    func fixed<Value: FixedBytes>(_ column: some ColumnName) throws -> Value {
        guard let value = Value(bytes: try octets(column)) else { throw StoreError.corrupt }
        return value
    }

    func optionalFixed<Value: FixedBytes>(_ column: some ColumnName) throws -> Value? {
        isNull(column) ? nil : try fixed(column)
    }

    func integer(_ column: some ColumnName) -> Int64 { twofold_pg_integer(result, number, column.index) }

    func optionalInteger(_ column: some ColumnName) -> Int64? { isNull(column) ? nil : integer(column) }

    func optionalPosition(_ column: some ColumnName) -> Position? { optionalInteger(column).map(Position.init) }

    func flag(_ column: some ColumnName) -> Bool { integer(column) != 0 }

    /// - Throws: `corrupt` if the column doesn't hold a case's raw value.
    func named<Value: RawRepresentable<String>>(_ column: some ColumnName) throws -> Value {
        guard let value = Value(rawValue: String(decoding: try octets(column), as: UTF8.self)) else { throw StoreError.corrupt }
        return value
    }

    /// - Throws: `corrupt` if the column doesn't hold a case's raw value.
    func numbered<Value: RawRepresentable<Int>>(_ column: some ColumnName) throws -> Value {
        guard let value = Value(rawValue: Int(integer(column))) else { throw StoreError.corrupt }
        return value
    }
}
