import Catalogue
import ClientCore
import FoundationEssentials
import GRDB
import Models
import Wire

/// Decodes a row. Unexpected content becomes `HomeStoreError.unreadable`, which names the table and row, never the content.
struct StoredRow {
    private let row: Row
    private let table: String

    /// - Precondition: the first column of `row` identifies it within `table`.
    init(_ row: Row, of table: String) {
        self.row = row
        self.table = table
    }

    func blob(_ column: Int) throws(HomeStoreError) -> Blob { Blob(Bytes(try scalar(Data.self, column))) }
    func optionalBlob(_ column: Int) throws(HomeStoreError) -> Blob? { isNull(column) ? nil : try blob(column) }
    func text(_ column: Int) throws(HomeStoreError) -> String { try scalar(String.self, column) }
    func optionalText(_ column: Int) throws(HomeStoreError) -> String? { isNull(column) ? nil : try text(column) }
    func integer(_ column: Int) throws(HomeStoreError) -> Int64 { try scalar(Int64.self, column) }
    func flag(_ column: Int) throws(HomeStoreError) -> Bool { try integer(column) != 0 }
    func instant(_ column: Int) throws(HomeStoreError) -> Instant { Instant(milliseconds: try integer(column)) }

    func count(_ column: Int) throws(HomeStoreError) -> Int {
        guard let count = Int(exactly: try integer(column)) else { throw unreadable }
        return count
    }

    func prompt(_ column: Int) throws(HomeStoreError) -> PromptID {
        guard let prompt = PromptID(try text(column)) else { throw unreadable }
        return prompt
    }

    func fixed<Value: FixedBytes>(_ column: Int) throws(HomeStoreError) -> Value {
        guard let value = Value(bytes: try blob(column).bytes) else { throw unreadable }
        return value
    }

    func optionalFixed<Value: FixedBytes>(_ column: Int) throws(HomeStoreError) -> Value? {
        isNull(column) ? nil : try fixed(column) as Value
    }

    func word<Value: RawRepresentable<String>>(_ column: Int) throws(HomeStoreError) -> Value {
        guard let value = Value(rawValue: try text(column)) else { throw unreadable }
        return value
    }

    func optionalWord<Value: RawRepresentable<String>>(_ column: Int) throws(HomeStoreError) -> Value? {
        isNull(column) ? nil : try word(column) as Value
    }

    /// Decodes what `WireJSON` encoded.
    func encoded<Value: Decodable>(_ column: Int) throws(HomeStoreError) -> Value {
        let data = try scalar(Data.self, column)
        do { return try WireJSON.decode(Value.self, from: data) } catch { throw unreadable }
    }

    func optionalEncoded<Value: Decodable>(_ column: Int) throws(HomeStoreError) -> Value? {
        isNull(column) ? nil : try encoded(column) as Value
    }

    func isNull(_ column: Int) -> Bool { row.hasNull(atIndex: column) }

    private func scalar<Value: DatabaseValueConvertible>(_ type: Value.Type, _ column: Int) throws(HomeStoreError) -> Value {
        let stored: DatabaseValue = row[column]
        guard let value = Value.fromDatabaseValue(stored) else { throw unreadable }
        return value
    }

    private var unreadable: HomeStoreError {
        let stored: DatabaseValue = row[0]
        let key =
            switch stored.storage {
            case .int64(let number): String(number)
            case .string(let name): name
            case .blob(let octets): Bytes(octets).base64
            case .double, .null: "?"
            }
        return .unreadable(table: table, key: key)
    }
}
