import GRDB
import GRDBSQLite
import ServerCore

/// The store of a single server: SQLite in its own folder, in WAL mode, synced at every commit.
package final class SQLiteStore: Store {
    let pool: DatabasePool
    private let lock: FolderLock

    /// Opens the data folder, or creates it.
    ///
    /// - Throws: `StoreError`: `inUse` if another process is serving the folder, `newer`, `moved`, `moving`, `corrupt`, `inaccessible`.
    package init(folder path: String) throws {
        let folder = DataFolder(path: path)
        try folder.prepare()
        lock = try FolderLock(path: folder.lock)
        try DataFolder.protect(folder.database)
        pool = try StoreError.mapping { try Self.open(folder.database) }
    }

    /// Closes every connection after its current transaction, and unlocks the folder. A second call does nothing.
    ///
    /// - Throws: `StoreError`.
    package func close() throws {
        guard lock.isHeld else { return }
        try StoreError.mapping {
            // The readers close last and can't checkpoint. Without this, a copy of the database file alone would lack what is in the WAL.
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            try pool.close()
        }
        lock.release()
    }

    package func read<Value>(_ body: (SQLiteTransaction) throws -> Value) throws -> Value {
        // `pool.read` would prepare statements again for each transaction.
        try StoreError.mapping { try pool.unsafeRead { try SQLiteTransaction(database: $0).snapshot(body) } }
    }

    package func write<Value>(_ body: (SQLiteTransaction) throws -> Value) throws -> Value {
        try StoreError.mapping {
            try pool.write { database in
                let value = try body(SQLiteTransaction(database: database))
                // The body ignored an error after which SQLite rolled back by itself, so there is nothing left to commit.
                guard database.isInsideTransaction else { throw StoreError.failed(code: Int(SQLITE_ABORT)) }
                return value
            }
        }
    }

    private static func open(_ path: String) throws -> DatabasePool {
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.read(SQLiteSchema.check)
        try SQLiteSchema.bringUpToDate(pool)
        // GRDB sets NORMAL on a pool's writer when opening it. A power failure could then undo acknowledged writes.
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // Readers keep SQLite's own 2 MB each. What doesn't fit is read again from the system's memory, in a microsecond or two a page.
            try database.execute(sql: "PRAGMA cache_size = -8192")
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
        }
        return pool
    }

    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 8
        configuration.publicStatementArguments = false
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA temp_store = MEMORY") }
        return configuration
    }
}
