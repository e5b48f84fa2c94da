import GRDB
import ServerCore

extension StoreError {
    /// What the database reports, without any of its words or values.
    init(_ error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_FULL: self = .full
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH: self = .inaccessible
        default: self = .failed(code: Int(error.extendedResultCode.rawValue))
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
