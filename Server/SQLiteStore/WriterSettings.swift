import GRDB
import ServerCore

/// What the durability of every commit rests on, as the connection that writes reports it.
package struct WriterSettings: Hashable, Sendable {
    /// 2 is FULL.
    package let synchronous: Int
    package let journalMode: String
    package let foreignKeys: Bool

    package init(synchronous: Int, journalMode: String, foreignKeys: Bool) {
        self.synchronous = synchronous
        self.journalMode = journalMode
        self.foreignKeys = foreignKeys
    }
}

extension SQLiteStore {
    /// - Throws: `StoreError`.
    package func writerSettings() throws -> WriterSettings {
        try StoreError.mapping {
            try pool.writeWithoutTransaction { database in
                WriterSettings(
                    synchronous: try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1,
                    journalMode: try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "",
                    foreignKeys: try Bool.fetchOne(database, sql: "PRAGMA foreign_keys") ?? false)
            }
        }
    }
}
