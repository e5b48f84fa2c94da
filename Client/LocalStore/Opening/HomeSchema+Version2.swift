import ClientCore
import FoundationEssentials
import GRDB
import Models
import Wire

extension HomeSchema {
    /// Adds lookup tables and indexes, so that a sync needn't read the whole home. The client fills the tables of an existing home.
    static func migrateToVersion2(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE key_grant ADD COLUMN opened BLOB;

                CREATE TABLE expected_round (
                    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 32),
                    prompt TEXT NOT NULL,
                    number INTEGER NOT NULL CHECK (number >= 1)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE awaited_key (
                    record BLOB NOT NULL PRIMARY KEY CHECK (length(record) = 32),
                    key BLOB NOT NULL CHECK (length(key) = 32)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX awaited_key_by_key ON awaited_key (key);

                CREATE INDEX frozen ON record (author, round) WHERE phase = 'frozen';
                CREATE INDEX outbox_unrefused ON outbox (sequence) WHERE refusal IS NULL;
                CREATE INDEX outbox_refused ON outbox (sequence) WHERE refusal IS NOT NULL;
                CREATE INDEX outbox_plain ON outbox (sequence) WHERE record IS NULL;
                CREATE INDEX outbox_unwritten ON outbox (sequence) WHERE record IS NULL AND write IS NULL;

                PRAGMA user_version = 2;
                """)
        try splitRivals(db)
    }

    /// Rivals used to be one value, decoded and encoded again with every half of a pair that arrived.
    private static func splitRivals(_ db: Database) throws {
        guard let octets = try Data.fetchOne(db, sql: "SELECT octets FROM value WHERE name = 'rivals'") else { return }
        for rival in (try? WireJSON.decode([HeldRecord].self, from: octets)) ?? [] {
            try db.execute(
                sql: "INSERT INTO value (name, octets) VALUES (?, ?)",
                arguments: ["rival/\(rival.header.id)", WireJSON.encode(rival)])
        }
        try db.execute(sql: "DELETE FROM value WHERE name = 'rivals'")
    }
}
