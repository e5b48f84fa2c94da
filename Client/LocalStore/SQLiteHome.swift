package import ClientCore
import GRDB

/// A home in one SQLite file.
///
/// A write is on the disk, not only in the system's cache, before `write` returns: the journal is a write-ahead log with
/// `synchronous = FULL`. A write waits for another command's, and when it runs out of patience throws `HomeStoreError.locked`.
/// All errors of the store itself are `HomeStoreError`; what `body` throws is passed on as it is.
///
/// - Precondition: a body does not open a transaction of the same store.
package final class SQLiteHome: HomeStore, Sendable {
    let queue: DatabaseQueue

    /// Opens the file, or makes it where there is none, and brings an older schema up to date.
    ///
    /// The file and what SQLite puts beside it are for their owner alone (mode 0600), and so is the folder, where it is made here
    /// (0700). Opening a file that is up to date writes nothing.
    ///
    /// - Parameters:
    ///   - patience: how many seconds a transaction waits for another command's.
    ///   - pageLimit: how many pages of 4 KiB the file may come to, as if the disk were full then; for tests.
    /// - Throws: `HomeStoreError`.
    package init(path: String, patience: Double = 5, pageLimit: Int? = nil) throws {
        queue = try HomeStoreError.translating(at: path) {
            let file = HomeFile(path: path)
            try file.prepare()
            let queue = try DatabaseQueue(path: path, configuration: Self.configuration(patience: patience, pageLimit: pageLimit))
            guard try HomeSchema.isCurrent(queue) else {
                try file.withFolderLocked(patience: patience) { try HomeSchema.prepare(queue) }
                return queue
            }
            return queue
        }
    }

    private init(queue: DatabaseQueue) { self.queue = queue }

    /// A home that is gone with this object, for tests.
    package static func inMemory() throws -> SQLiteHome {
        try HomeStoreError.translating(at: nil) {
            let queue = try DatabaseQueue(configuration: configuration(patience: 0))
            try HomeSchema.migrator.migrate(queue)
            return SQLiteHome(queue: queue)
        }
    }

    package func write<Result>(_ body: (any HomeTransaction) throws -> Result) throws -> Result {
        try HomeStoreError.translating(at: nil) {
            try queue.write { try SQLiteTransaction.run(body, on: $0, isWritable: true) }
        }
    }

    package func read<Result>(_ body: (any HomeTransaction) throws -> Result) throws -> Result {
        try HomeStoreError.translating(at: nil) {
            try queue.read { try SQLiteTransaction.run(body, on: $0, isWritable: false) }
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
