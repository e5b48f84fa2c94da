import GRDB

extension HomeSchema {
    /// Adds what a record says, kept under the store key, and keyed hashes to find it by. The client fills them in an existing home.
    static func migrateToVersion3(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE record ADD COLUMN kind BLOB CHECK (length(kind) = 8);
                ALTER TABLE record ADD COLUMN about BLOB CHECK (length(about) = 8);
                ALTER TABLE record ADD COLUMN kept BLOB;
                CREATE INDEX record_by_kind ON record (class, kind) WHERE is_deleted = 0;
                CREATE INDEX record_by_round ON record (about) WHERE is_deleted = 0 AND class = 'shared';

                PRAGMA user_version = 3;
                """)
    }
}
