import GRDB
import GRDBSQLite
import ServerCore

extension StoreError {
    /// What the database reports, without any of its words or values.
    init(_ error: DatabaseError) { self.init(sqliteCode: error.extendedResultCode.rawValue) }

    /// - Parameter sqliteCode: an extended result code.
    init(sqliteCode: Int32) {
        switch sqliteCode & 0xFF {
        case SQLITE_FULL: self = .full
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY, SQLITE_AUTH: self = .inaccessible
        default: self = .failed(code: Int(sqliteCode))
        }
    }

    /// Runs `body`; what the database throws leaves as a `StoreError`, anything else as it is.
    static func mapping<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }
}
