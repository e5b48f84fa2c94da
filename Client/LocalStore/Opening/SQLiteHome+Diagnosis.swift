import ClientCore
import GRDB

extension SQLiteHome {
    /// Checks the whole file.
    ///
    /// - Throws: `HomeStoreError`.
    package func diagnose() throws -> HomeDiagnosis {
        try HomeStoreError.translating(at: nil) {
            try queue.unsafeRead { db in
                HomeDiagnosis(
                    schemaVersion: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
                    journalMode: try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? "",
                    synchronous: try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? 0,
                    enforcesForeignKeys: try Bool.fetchOne(db, sql: "PRAGMA foreign_keys") ?? false,
                    damage: try String.fetchAll(db, sql: "PRAGMA quick_check").filter { $0 != "ok" })
            }
        }
    }
}
