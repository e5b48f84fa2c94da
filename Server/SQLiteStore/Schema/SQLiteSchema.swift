import GRDB
import ServerCore

/// The schema, as migrations that are only ever added to.
enum SQLiteSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1", migrate: Migration1.run)
        migrator.registerMigration("2", migrate: Migration2.run)
        migrator.registerMigration("3", migrate: Migration3.run)
        migrator.registerMigration("4", migrate: Migration4.run)
        return migrator
    }

    /// Brings a database up to date.
    ///
    /// - Throws: `StoreError.newer` where it is ahead of this program.
    static func bringUpToDate(_ writer: some DatabaseWriter) throws {
        let isNewer = try writer.read { try migrator.hasBeenSuperseded($0) }
        guard !isNewer else { throw StoreError.newer }
        try migrator.migrate(writer)
    }
}
