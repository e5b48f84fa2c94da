import ClientCore
import GRDB

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension HomeStoreError {
    /// Runs `body` and rethrows its errors, SQLite's as a `HomeStoreError`.
    ///
    /// - Parameter path: the file being opened, if any.
    static func translating<Result>(at path: String?, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw HomeStoreError(sqliteCode: error.extendedResultCode.rawValue, path: path)
        }
    }

    /// - Parameters:
    ///   - sqliteCode: an extended result code, see https://www.sqlite.org/rescode.html.
    ///   - path: the file being opened, if any.
    package init(sqliteCode code: Int32, path: String? = nil) {
        self =
            switch ResultCode(rawValue: code).primaryResultCode {
            // SQLite extends the shared-memory index of the write-ahead log by writing to it; if that fails, it reports this code
            // instead of FULL.
            case _ where ResultCode(rawValue: code) == .SQLITE_IOERR_SHMSIZE: .full
            case .SQLITE_READONLY: .readOnly
            case .SQLITE_FULL: .full
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
            case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
            case .SQLITE_PERM, .SQLITE_AUTH: .notPermitted
            case .SQLITE_CANTOPEN: Self.whyUnopenable(path)
            default: .failed(code: code)
            }
    }

    /// - Parameter systemCode: an `errno`.
    init(systemCode code: Int32) {
        self =
            switch code {
            case EROFS: .readOnly
            case EACCES, EPERM: .notPermitted
            case ENOSPC, EDQUOT: .full
            default: .cannotOpen(code: code)
            }
    }

    /// SQLite reports an unreadable file and a folder in which it can't create its log with the same code.
    private static func whyUnopenable(_ path: String?) -> HomeStoreError {
        guard let path else { return .cannotOpen(code: 0) }
        if access(path, R_OK) != 0 { return HomeStoreError(systemCode: errno) }
        if access(HomeFile(path: path).folder, W_OK) != 0 { return .readOnly }
        return .cannotOpen(code: 0)
    }
}
