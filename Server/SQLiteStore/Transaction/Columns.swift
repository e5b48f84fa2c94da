import GRDBSQLite
import Models
import ServerCore

/// The columns of a statement's current row. Valid until the next step.
struct Columns {
    let statement: OpaquePointer

    func isNull(_ index: Int) -> Bool { sqlite3_column_type(statement, Int32(index)) == SQLITE_NULL }

    /// - Throws: `corrupt` if the column is NULL.
    func octets(_ index: Int) throws -> Bytes {
        guard !isNull(index) else { throw StoreError.corrupt }
        let blob = sqlite3_column_blob(statement, Int32(index))
        return Bytes(UnsafeRawBufferPointer(start: blob, count: Int(sqlite3_column_bytes(statement, Int32(index)))))
    }

    /// - Throws: `corrupt` if the column doesn't hold such a value.
    func fixed<Value: FixedBytes>(_ index: Int) throws -> Value {
        guard let value = Value(bytes: try octets(index)) else { throw StoreError.corrupt }
        return value
    }

    func optionalFixed<Value: FixedBytes>(_ index: Int) throws -> Value? {
        isNull(index) ? nil : try fixed(index)
    }

    func integer(_ index: Int) -> Int64 { sqlite3_column_int64(statement, Int32(index)) }

    func optionalInteger(_ index: Int) -> Int64? { isNull(index) ? nil : integer(index) }

    func optionalPosition(_ index: Int) -> Position? { optionalInteger(index).map(Position.init) }

    func flag(_ index: Int) -> Bool { integer(index) != 0 }

    /// - Throws: `corrupt` if the column doesn't hold a case's raw value.
    func named<Value: RawRepresentable<String>>(_ index: Int) throws -> Value {
        guard let text = sqlite3_column_text(statement, Int32(index)), let value = Value(rawValue: String(cString: text)) else {
            throw StoreError.corrupt
        }
        return value
    }

    /// - Throws: `corrupt` if the column doesn't hold a case's raw value.
    func numbered<Value: RawRepresentable<Int>>(_ index: Int) throws -> Value {
        guard let value = Value(rawValue: Int(integer(index))) else { throw StoreError.corrupt }
        return value
    }
}
