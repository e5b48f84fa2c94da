import GRDB
import GRDBSQLite
import ServerCore

/// The store of a single server: SQLite in a folder of its own, in WAL mode, synced at every commit.
package final class SQLiteStore: Store {
    let pool: DatabasePool
    private let lock: FolderLock

    /// Opens the data folder, or makes it.
    ///
    /// - Throws: `StoreError`: `inUse` where another process serves the folder, `newer`, `corrupt`, `inaccessible`.
    package init(folder path: String) throws {
        let folder = DataFolder(path: path)
        try folder.prepare()
        lock = try FolderLock(path: folder.lock)
        try DataFolder.protect(folder.database)
        pool = try StoreError.mapping { try Self.open(folder.database) }
    }

    /// Ends every connection, once the transactions that run have ended, and gives the folder free. A second call does nothing.
    package func close() throws {
        guard lock.isHeld else { return }
        try StoreError.mapping {
            // The readers close last and cannot: a copy of the one file would lack what stands in the log beside it.
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            try pool.close()
        }
        lock.release()
    }

    package func read<Value>(_ body: (SQLiteTransaction) throws -> Value) throws -> Value {
        // Not `pool.read`, which prepares statements anew for each transaction.
        try StoreError.mapping { try pool.unsafeRead { try SQLiteTransaction(database: $0).snapshot(body) } }
    }

    package func write<Value>(_ body: (SQLiteTransaction) throws -> Value) throws -> Value {
        try StoreError.mapping {
            try pool.write { database in
                let value = try body(SQLiteTransaction(database: database))
                // Rolled back by SQLite itself after an error that the body passed over: there is nothing left to commit.
                guard database.isInsideTransaction else { throw StoreError.failed(code: Int(SQLITE_ABORT)) }
                return value
            }
        }
    }

    private static func open(_ path: String) throws -> DatabasePool {
        let pool = try DatabasePool(path: path, configuration: configuration)
        try SQLiteSchema.bringUpToDate(pool)
        // GRDB sets NORMAL on the writer of a pool when it opens it, which would let a loss of power undo what was acknowledged.
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
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
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY") }
        return configuration
    }
}
