import GRDB
import GRDBSQLite
package import ServerCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension StoreError {
    /// Keeps only the result code, and none of the database's messages or values.
    init(_ error: DatabaseError) { self.init(sqliteCode: error.extendedResultCode.rawValue) }

    /// - Parameter sqliteCode: an extended result code.
    package init(sqliteCode: Int32) {
        switch sqliteCode & 0xFF {
        // SQLite couldn't extend the WAL index. It does that by writing to it, and reports FULL only for other files.
        case _ where sqliteCode == SQLITE_IOERR | 19 << 8: self = .full
        case SQLITE_FULL: self = .full
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt
        case SQLITE_READONLY: self = .readOnly
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: self = .inaccessible
        default: self = .failed(code: Int(sqliteCode))
        }
    }

    /// - Parameter systemCode: an `errno`.
    init(systemCode: Int32) {
        switch systemCode {
        case ENOSPC, EDQUOT: self = .full
        case EROFS: self = .readOnly
        case ENOENT: self = .absent
        default: self = .inaccessible
        }
    }

    /// Runs `body` and converts database errors to `StoreError`. Other errors pass unchanged.
    ///
    /// - Parameter folder: the database's folder, when opening it. SQLite doesn't report that a folder is read-only.
    static func mapping<Value>(in folder: String? = nil, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            if let folder, error.resultCode == .SQLITE_CANTOPEN, access(folder, W_OK) != 0 { throw StoreError(systemCode: errno) }
            throw StoreError(error)
        }
    }
}
