package import ClientCore
import GRDB

/// A home in one SQLite file.
///
/// A write is on disk, not only in the system's cache, before `write` returns: the journal is a write-ahead log with `synchronous =
/// FULL`. A write waits for other commands' writes, and throws `HomeStoreError.locked` if it waits too long. The store's own errors
/// are all `HomeStoreError`; errors that `body` throws are rethrown unchanged.
///
/// - Precondition: a body doesn't open a transaction on the same store.
package final class SQLiteHome: HomeStore, Sendable {
    let queue: DatabaseQueue

    /// Opens the file, creates it if it doesn't exist, and migrates an older schema.
    ///
    /// Only the owner can access the file and the files that SQLite puts beside it (mode 0600), or the folder, if it is created
    /// here (0700). Opening an up-to-date file writes nothing.
    ///
    /// Where nothing can be written, an up-to-date file can still be read: writing throws `HomeStoreError.readOnly`.
    ///
    /// - Parameters:
    ///   - patience: how many seconds a transaction waits for another command's.
    ///   - pageLimit: the most 4 KiB pages that the file can grow to before it behaves as if the disk were full; for tests.
    /// - Throws: `HomeStoreError`.
    package init(path: String, patience: Double = 5, pageLimit: Int? = nil) throws {
        queue = try Self.opened(
            HomeFile(path: path), patience: patience, Self.configuration(patience: patience, pageLimit: pageLimit))
    }

    private static func opened(_ file: HomeFile, patience: Double, _ configuration: Configuration) throws -> DatabaseQueue {
        do {
            return try HomeStoreError.translating(at: file.path) {
                try file.prepare()
                let queue = try DatabaseQueue(path: file.path, configuration: configuration)
                guard try HomeSchema.isCurrent(queue) else {
                    try file.withFolderLocked(patience: patience) { try HomeSchema.prepare(queue) }
                    return queue
                }
                return queue
            }
        } catch HomeStoreError.readOnly {
            guard let readable = immutable(file, configuration) else { throw HomeStoreError.readOnly }
            return readable
        }
    }

    /// The file without its log and locks, for which SQLite would have to create files. Other programs of this computer can't change
    /// it either.
    ///
    /// - Returns: `nil` if the file alone isn't the whole home, or is of an older version.
    private static func immutable(_ file: HomeFile, _ configuration: Configuration) -> DatabaseQueue? {
        guard file.isComplete else { return nil }
        var configuration = configuration
        configuration.readonly = true
        // https://www.sqlite.org/uri.html#uriimmutable
        guard let queue = try? DatabaseQueue(path: file.uri + "?immutable=1", configuration: configuration),
            (try? HomeSchema.isCurrent(queue)) == true
        else { return nil }
        return queue
    }

    private init(queue: DatabaseQueue) { self.queue = queue }

    /// A home in memory, for tests.
    ///
    /// - Throws: `HomeStoreError`.
    package static func inMemory() throws -> SQLiteHome {
        try HomeStoreError.translating(at: nil) {
            let queue = try DatabaseQueue(configuration: configuration(patience: 0))
            try HomeSchema.migrator.migrate(queue)
            return SQLiteHome(queue: queue)
        }
    }

    package func write<Result>(_ body: (any HomeWriter) throws -> Result) throws -> Result {
        try HomeStoreError.translating(at: nil) {
            try queue.write { try SQLiteTransaction.run(on: $0, body) }
        }
    }

    package func read<Result>(_ body: (any HomeReader) throws -> Result) throws -> Result {
        try HomeStoreError.translating(at: nil) {
            try queue.read { try SQLiteTransaction.run(on: $0, body) }
        }
    }

    private static func configuration(patience: Double, pageLimit: Int? = nil) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        if let pageLimit {
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA max_page_count = \(pageLimit)") }
        }
        return configuration
    }
}
