import GRDB
package import Models
import ServerCore
package import StoreSQL

/// A data folder to move from. Nobody can serve it while this is alive.
package final class SQLiteMoveSource: MoveSource {
    private let lock: FolderLock
    private let queue: DatabaseQueue
    private let secrets: [(name: String, value: Bytes)]

    /// - Parameter secrets: what moves along as secrets although it isn't in the database.
    /// - Throws: `StoreError`: `absent`, `inUse` if a process is serving the folder, `newer`, `older`.
    package init(folder path: String, secrets: [(name: String, value: Bytes)] = []) throws {
        let folder = DataFolder(path: path)
        guard try DataFolder.exists(folder.database) else { throw StoreError.absent }
        lock = try FolderLock(path: folder.lock)
        queue = try StoreError.mapping(in: path) {
            let queue = try DatabaseQueue(path: folder.database, configuration: SQLiteStore.maintenance)
            try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            let (isNewer, isCurrent) = try queue.read { database in
                let migrator = SQLiteSchema.migrator
                return (try migrator.hasBeenSuperseded(database), try migrator.hasCompletedMigrations(database))
            }
            guard !isNewer else { throw StoreError.newer }
            guard isCurrent else { throw StoreError.older }
            return queue
        }
        self.secrets = secrets
    }

    deinit { try? queue.close() }

    package func rows(of table: StoredTable, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        try StoreError.mapping { try queue.read { try SQLiteTransaction(database: $0).rows(of: table, take) } }
        guard table == .secrets else { return }
        var row = StoredRow()
        for secret in secrets {
            row.begin(columns: table.columns.count)
            Array(secret.name.utf8).withUnsafeBytes { row.append($0) }
            secret.value.withUnsafeBytes { row.append($0) }
            try row.octets.withUnsafeBytes(take)
        }
    }

    package func mark() throws -> MoveMark? {
        try StoreError.mapping { try queue.read { try SQLiteTransaction(database: $0).mark() } }
    }

    /// The folder's lock does that.
    package func hold() {}

    package func put(_ mark: MoveMark) throws {
        try StoreError.mapping {
            try queue.write { try SQLiteTransaction(database: $0).putSecret(mark.octets, name: SecretName.moved) }
        }
    }

    package func removeMark() throws {
        try StoreError.mapping { try queue.write { try SQLiteTransaction(database: $0).removeMark() } }
    }
}
