import GRDB
package import Models
package import ServerCore
package import StoreSQL

/// A data folder to move into. Everything goes into another file first, which becomes the folder's database with `commit`.
package final class SQLiteMoveTarget: MoveTarget {
    private let folder: DataFolder
    private let lock: FolderLock
    private let queue: DatabaseQueue
    private let keeping: @Sendable (Bytes) throws -> Void

    private static func incoming(_ folder: DataFolder) -> String { folder.database + ".incoming" }

    /// - Parameter keeping: gets the registration token, if one moves along, just before the database takes its place.
    /// - Throws: `StoreError`; `inUse` if a process is serving the folder.
    package init(folder path: String, keeping: @escaping @Sendable (_ token: Bytes) throws -> Void) throws {
        self.keeping = keeping
        let folder = DataFolder(path: path)
        self.folder = folder
        try folder.prepare()
        lock = try FolderLock(path: folder.lock)
        let incoming = Self.incoming(folder)
        try DataFolder.deleteDatabase(incoming)
        try DataFolder.protect(incoming)
        queue = try StoreError.mapping(in: path) {
            let queue = try DatabaseQueue(path: incoming, configuration: SQLiteStore.maintenance)
            // Unless it's complete and synced, the file is deleted.
            try queue.inDatabase {
                try $0.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536")
            }
            try SQLiteSchema.bringUpToDate(queue)
            return queue
        }
    }

    deinit {
        try? queue.close()
        try? DataFolder.deleteDatabase(Self.incoming(folder))
    }

    package func contents() throws -> MoveTargetContents {
        guard try DataFolder.exists(folder.database) else { return .nothing }
        return try StoreError.mapping(in: folder.path) {
            let queue = try DatabaseQueue(path: folder.database, configuration: SQLiteStore.maintenance)
            defer { try? queue.close() }
            return try queue.read { database in
                guard try database.tableExists("secrets"),
                    let id = try SQLiteTransaction(database: database).secret(SecretName.arrived)
                else { return .other }
                return .arrival(id: String(decoding: id, as: UTF8.self))
            }
        }
    }

    package func insert(into table: StoredTable, _ rows: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
        let places = table.columns.map { _ in "?" }.joined(separator: ", ")
        let sql = "INSERT INTO \(table.name) (\(table.list)) VALUES (\(places))"
        try StoreError.mapping {
            try queue.write { database in
                let transaction = SQLiteTransaction(database: database)
                try rows { try transaction.insert($0, into: table, by: sql) }
            }
        }
    }

    package func rows(of table: StoredTable, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        try StoreError.mapping { try queue.read { try SQLiteTransaction(database: $0).rows(of: table, take) } }
    }

    package func findings() throws -> [CheckFinding] {
        try StoreError.mapping { try queue.read { try SQLiteStore.findings(in: $0) } }
    }

    package func commit(as id: String) throws {
        let token = try StoreError.mapping {
            try queue.write { database in
                let transaction = SQLiteTransaction(database: database)
                try transaction.putSecret(Bytes(id.utf8), name: SecretName.arrived)
                let token = try transaction.secret(SecretName.registrationToken)
                try transaction.deleteSecret(SecretName.registrationToken)
                return token
            }
        }
        try StoreError.mapping { try queue.close() }
        if let token { try keeping(token) }
        do {
            try DataFolder.replace(folder.database, with: Self.incoming(folder))
        } catch {
            // It may have its place, and not be there after a power failure.
            throw try DataFolder.exists(folder.database) ? StoreError.outcomeUnknown : error
        }
    }
}
