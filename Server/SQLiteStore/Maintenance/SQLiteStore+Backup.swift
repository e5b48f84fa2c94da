import GRDB
package import Models
import ServerCore

extension SQLiteStore {
    /// Writes a copy of the database, whole as of one moment, also while a server works on it.
    ///
    /// The copy is its owner's alone (0600), and durable on return. It holds the server's own keys, so it is to be kept as the data folder is.
    /// - Parameters:
    ///   - folder: the data folder; another process may be serving it.
    ///   - path: replaced if it is there, only once the copy is complete.
    /// - Throws: `StoreError`.
    package static func backup(folder: String, to path: String) throws {
        let source = DataFolder(path: folder).database
        guard try DataFolder.exists(source) else { throw StoreError.absent }
        let unfinished = path + ".unfinished"
        try writing {
            try DataFolder.delete(unfinished)
            // Made before SQLite fills it, so that it is never open to others.
            try DataFolder.protect(unfinished)
        }
        do {
            try StoreError.mapping(in: folder) {
                let queue = try DatabaseQueue(path: source, configuration: maintenance)
                defer { try? queue.close() }
                try queue.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [unfinished]) }
            }
            try writing { try DataFolder.replace(path, with: unfinished) }
        } catch {
            try? DataFolder.delete(unfinished)
            throw error
        }
    }

    /// What keeps the copy from being written is told from what keeps the database from being read.
    private static func writing(_ body: () throws -> Void) throws {
        do { try body() } catch StoreError.readOnly, StoreError.inaccessible, StoreError.absent {
            throw StoreError.targetInaccessible
        }
    }

    /// Puts a backup in the place of a data folder's database, and begins a new history for every couple: each client then offers again
    /// what came after the backup.
    ///
    /// Nothing changes where the backup is damaged, of a newer version, or no backup of this program.
    /// - Parameter random: that many random octets.
    /// - Throws: `StoreError`; `inUse` where the folder is being served.
    package static func restore(folder path: String, from backup: String, random: @escaping (Int) -> Bytes) throws {
        let folder = DataFolder(path: path)
        try folder.prepare()
        let lock = try FolderLock(path: folder.lock)
        defer { withExtendedLifetime(lock) {} }
        let incoming = folder.database + ".incoming"
        try delete(incoming)
        do {
            try DataFolder.copy(backup, to: incoming)
            try StoreError.mapping { try renew(incoming, random: random) }
            try retire(folder)
            try DataFolder.replace(folder.database, with: incoming)
        } catch {
            try? delete(incoming)
            throw error
        }
    }

    private static func delete(_ database: String) throws {
        for file in [database, database + "-wal", database + "-shm", database + "-journal"] { try DataFolder.delete(file) }
    }

    private static func renew(_ path: String, random: @escaping (Int) -> Bytes) throws {
        let queue = try DatabaseQueue(path: path, configuration: maintenance)
        defer { try? queue.close() }
        // An empty file is a good database too, but nobody's backup.
        guard try queue.read({ try $0.tableExists("couples") }) else { throw StoreError.corrupt }
        guard try queue.read({ try String.fetchOne($0, sql: "PRAGMA integrity_check") }) == "ok" else { throw StoreError.corrupt }
        try SQLiteSchema.bringUpToDate(queue)
        try queue.write { try NewHistory(writer: SQLiteTransaction(database: $0), random: random).beginEverywhere() }
    }

    /// Leaves no journal behind that SQLite would apply to the database which takes this one's place.
    private static func retire(_ folder: DataFolder) throws {
        if try DataFolder.exists(folder.database), let queue = try? DatabaseQueue(path: folder.database, configuration: maintenance)
        {
            _ = try? queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            try? queue.close()
        }
        for journal in folder.journals { try DataFolder.delete(journal) }
    }

    static var maintenance: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        return configuration
    }
}
