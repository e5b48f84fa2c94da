import GRDB
import GRDBSQLite
import ServerCore
import StoreSQL

/// A transaction on one connection.
///
/// GRDB prepares and caches the statements, but they are bound and stepped through SQLite's own interface: a request runs a dozen
/// of them, and GRDB's rows and arguments would cost several times what SQLite itself does.
package struct SQLiteTransaction {
    let database: Database
}

extension SQLiteTransaction {
    /// Runs `body` in a read-only transaction.
    ///
    /// - Precondition: the connection has no transaction in progress.
    func snapshot<Value>(_ body: (SQLiteTransaction) throws -> Value) throws -> Value {
        try stepping("BEGIN DEFERRED", []) { while try step($0) {} }
        defer {
            // SQLite itself ends a transaction after some errors.
            if database.isInsideTransaction { try? stepping("ROLLBACK", []) { while try step($0) {} } }
        }
        return try body(self)
    }

    func run(_ sql: String, _ arguments: [(any Argument)?] = []) throws {
        // After some errors, such as a full disk, SQLite has already rolled back. Any further statement would be committed on its own.
        guard database.isInsideTransaction else { throw StoreError.failed(code: Int(SQLITE_ABORT)) }
        try stepping(sql, arguments) { statement in
            while try step(statement) {}
        }
    }

    func all<Value>(_ sql: String, _ arguments: [(any Argument)?], _ make: (Columns) throws -> Value) throws -> [Value] {
        try stepping(sql, arguments) { statement in
            var values: [Value] = []
            while try step(statement) { values.append(try make(Columns(statement: statement))) }
            return values
        }
    }

    func first<Value>(_ sql: String, _ arguments: [(any Argument)?], _ make: (Columns) throws -> Value) throws -> Value? {
        try stepping(sql, arguments) { statement in
            try step(statement) ? try make(Columns(statement: statement)) : nil
        }
    }

    func stepping<Value>(
        _ sql: String, _ arguments: [(any Argument)?], _ body: (OpaquePointer) throws -> Value
    ) throws -> Value {
        let statement = try database.cachedStatement(sql: sql).sqliteStatement
        // A statement left on a row would keep the transaction open, and one left bound would keep its values.
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        for (index, argument) in arguments.enumerated() {
            guard let argument else { continue }
            guard argument.bind(to: statement, at: Int32(index) + 1) == SQLITE_OK else { throw failure }
        }
        return try body(statement)
    }

    func step(_ statement: OpaquePointer) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure
        }
    }

    private var failure: StoreError {
        guard let connection = database.sqliteConnection else { return .failed(code: Int(SQLITE_MISUSE)) }
        return StoreError(sqliteCode: sqlite3_extended_errcode(connection))
    }
}
