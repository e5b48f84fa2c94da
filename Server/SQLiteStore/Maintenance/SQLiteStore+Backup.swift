import GRDB
package import Models
import ServerCore

extension SQLiteStore {
    /// Writes a consistent copy of the database, even while a server is using it.
    ///
    /// Only the owner has access to the copy (0600). It's durable on return. It contains the server's own keys, so protect it like
    /// the data folder.
    /// - Parameters:
    ///   - folder: the data folder. Another process may be serving it.
    ///   - path: the copy's path, in another folder. An existing file is replaced only once the copy is complete.
    /// - Throws: `StoreError`; `targetIsOwn` for a path in the data folder, whose files it could replace; `moved` or `moving` if the data is
    ///   no longer served from this folder.
    package static func backup(folder: String, to path: String) throws {
        let source = DataFolder(path: folder).database
        guard try DataFolder.exists(source) else { throw StoreError.absent }
        let unfinished = path + ".unfinished"
        guard !DataFolder.isSame(DataFolder.parent(of: path), folder) else { throw StoreError.targetIsOwn }
        try writing {
            try DataFolder.delete(unfinished)
            // Created before SQLite fills it, so that other users never have access.
            try DataFolder.protect(unfinished)
        }
        do {
            try StoreError.mapping(in: folder) {
                let queue = try DatabaseQueue(path: source, configuration: maintenance)
                defer { try? queue.close() }
                try queue.read(SQLiteSchema.check)
                try queue.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [unfinished]) }
            }
            try writing { try DataFolder.replace(path, with: unfinished) }
        } catch {
            try? DataFolder.delete(unfinished)
            throw error
        }
    }

    /// Maps errors that prevent writing the copy, to tell them apart from those that prevent reading the database.
    private static func writing(_ body: () throws -> Void) throws {
        do { try body() } catch StoreError.readOnly, StoreError.inaccessible, StoreError.absent {
            throw StoreError.targetInaccessible
        }
    }

    /// Replaces a data folder's database with a backup, and begins a new history for every couple. Each client then offers
    /// everything that came after the backup again.
    ///
    /// Nothing changes if the backup is damaged, is of a newer version, or isn't a backup of this program.
    /// - Parameter random: returns that many random octets.
    /// - Throws: `StoreError`; `inUse` if a process is serving the folder.
    package static func restore(folder path: String, from backup: String, random: @escaping (Int) -> Bytes) throws {
        let folder = DataFolder(path: path)
        try folder.prepare()
        let lock = try FolderLock(path: folder.lock)
        defer { withExtendedLifetime(lock) {} }
        let incoming = folder.database + ".incoming"
        try DataFolder.deleteDatabase(incoming)
        do {
            try DataFolder.copy(backup, to: incoming)
            try StoreError.mapping { try renew(incoming, random: random) }
            try retire(folder)
            try DataFolder.replace(folder.database, with: incoming)
        } catch {
            try? DataFolder.deleteDatabase(incoming)
            throw error
        }
    }

    private static func renew(_ path: String, random: @escaping (Int) -> Bytes) throws {
        let queue = try DatabaseQueue(path: path, configuration: maintenance)
        defer { try? queue.close() }
        // An empty file is a valid database too, but not a backup.
        guard try queue.read({ try $0.tableExists("couples") }) else { throw StoreError.corrupt }
        guard try queue.read({ try String.fetchOne($0, sql: "PRAGMA integrity_check") }) == "ok" else { throw StoreError.corrupt }
        try beginNewHistories(in: queue, random: random)
    }

    private static func beginNewHistories(in queue: DatabaseQueue, random: @escaping (Int) -> Bytes) throws {
        try SQLiteSchema.bringUpToDate(queue)
        try queue.write { database in
            let transaction = SQLiteTransaction(database: database)
            try NewHistory(writer: transaction, random: random).beginEverywhere()
            try transaction.removeMark()
        }
    }

    /// Begins a new history for every couple, after the folder's database was put back to an older state by other means than `restore`. It's
    /// then served from this folder, even if it had been moved elsewhere.
    ///
    /// - Parameter random: returns that many random octets.
    /// - Throws: `StoreError`; `inUse` if a process is serving the folder. Nothing has changed then.
    package static func beginNewHistories(folder path: String, random: @escaping (Int) -> Bytes) throws {
        let folder = DataFolder(path: path)
        guard try DataFolder.exists(folder.database) else { throw StoreError.absent }
        let lock = try FolderLock(path: folder.lock)
        defer { withExtendedLifetime(lock) {} }
        try StoreError.mapping(in: path) {
            let queue = try DatabaseQueue(path: folder.database, configuration: maintenance)
            defer { try? queue.close() }
            try beginNewHistories(in: queue, random: random)
        }
    }

    /// Leaves no journal behind that SQLite would apply to the replacement database.
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
