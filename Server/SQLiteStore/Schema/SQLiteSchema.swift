import GRDB
import ServerCore
import StoreSQL

/// The schema, as append-only migrations.
enum SQLiteSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1", migrate: Migration1.run)
        migrator.registerMigration("2", migrate: Migration2.run)
        migrator.registerMigration("3", migrate: Migration3.run)
        migrator.registerMigration("4", migrate: Migration4.run)
        return migrator
    }

    /// Migrates a database to the current schema.
    ///
    /// - Throws: `StoreError.newer` if a newer version of this program wrote it.
    static func bringUpToDate(_ writer: some DatabaseWriter) throws {
        let isNewer = try writer.read { try migrator.hasBeenSuperseded($0) }
        guard !isNewer else { throw StoreError.newer }
        try migrator.migrate(writer)
    }

    /// - Throws: `StoreError.newer` if a newer version of this program wrote the database; `moved` or `moving` if it was moved.
    static func check(_ database: Database) throws {
        guard try !migrator.hasBeenSuperseded(database) else { throw StoreError.newer }
        guard try database.tableExists("secrets"), let mark = try SQLiteTransaction(database: database).mark() else { return }
        throw mark.isFinished ? StoreError.moved(to: mark.place) : .moving(to: mark.place)
    }
}
