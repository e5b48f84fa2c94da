import ClientCore
import FoundationEssentials
import GRDB
import Models
import Wire

extension HomeSchema {
    /// What a sync looks up, so that it need not go through all that a home holds. Of a home that is there already the client fills it in.
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

    /// They were one value, decoded and encoded with each half of a pair that came.
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
