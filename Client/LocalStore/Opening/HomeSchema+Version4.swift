import GRDB

extension HomeSchema {
    /// Lets an overview of the seals read nothing but their index: `class` isn't in it, and `round` tells as much.
    static func migrateToVersion4(_ db: Database) throws {
        try db.execute(
            sql: """
                DROP INDEX seal;
                CREATE INDEX seal ON record (round, author, is_deleted, phase, is_tampered) WHERE round IS NOT NULL;

                PRAGMA user_version = 4;
                """)
    }
}
