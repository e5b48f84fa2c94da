import ClientCore
import GRDB

/// The tables of a home, and the migrations from earlier versions. Migrations are append-only. Each ends by setting the file's
/// `user_version` to its number, so that opening a file checks nothing else.
enum HomeSchema {
    static let version = 4

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { try createVersion1($0) }
        migrator.registerMigration("2") { try migrateToVersion2($0) }
        migrator.registerMigration("3") { try migrateToVersion3($0) }
        migrator.registerMigration("4") { try migrateToVersion4($0) }
        return migrator
    }

    /// - Throws: `HomeStoreError.newerVersion`; what SQLite throws.
    static func isCurrent(_ queue: DatabaseQueue) throws -> Bool {
        let found = try queue.unsafeRead { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
        guard found <= version else { throw HomeStoreError.newerVersion(found: found, known: version) }
        return found == version
    }

    /// - Precondition: no other command prepares the schema at the same time.
    static func prepare(_ queue: DatabaseQueue) throws {
        guard try !isCurrent(queue) else { return }
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try migrator.migrate(queue)
    }
}
