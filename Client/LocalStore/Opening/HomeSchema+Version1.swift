import GRDB

extension HomeSchema {
    /// Columns beside the encoded value serve to look it up.
    static func createVersion1(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE value (
                    name TEXT NOT NULL PRIMARY KEY,
                    octets BLOB NOT NULL
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE log_entry (
                    position INTEGER PRIMARY KEY,
                    partner BLOB NOT NULL CHECK (length(partner) = 32),
                    hash BLOB NOT NULL CHECK (length(hash) = 32),
                    entry BLOB NOT NULL,
                    UNIQUE (partner, hash)
                ) STRICT;

                CREATE TABLE key_grant (
                    position INTEGER PRIMARY KEY,
                    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
                    key_grant BLOB NOT NULL
                ) STRICT;

                CREATE TABLE record (
                    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 32),
                    class TEXT NOT NULL CHECK (class IN ('own', 'shared', 'sealed')),
                    round BLOB CHECK (length(round) = 32),
                    author BLOB NOT NULL CHECK (length(author) = 32),
                    is_deleted INTEGER NOT NULL CHECK (is_deleted IN (0, 1)),
                    phase TEXT CHECK (phase IN ('sealed', 'frozen', 'revealed')),
                    is_tampered INTEGER NOT NULL CHECK (is_tampered IN (0, 1)),
                    held BLOB NOT NULL,
                    CHECK ((class = 'sealed') = (round IS NOT NULL)),
                    CHECK (phase IS NULL OR class = 'sealed')
                ) STRICT;
                CREATE INDEX record_by_class ON record (class);
                CREATE INDEX seal ON record (round, author, is_deleted, phase, is_tampered) WHERE class = 'sealed';

                CREATE TABLE round (
                    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 32),
                    prompt TEXT NOT NULL,
                    number INTEGER NOT NULL CHECK (number >= 1),
                    is_looked_at INTEGER NOT NULL CHECK (is_looked_at IN (0, 1))
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX round_by_prompt ON round (prompt, number, is_looked_at);

                CREATE TABLE outbox (
                    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                    record BLOB CHECK (length(record) = 32),
                    intent BLOB,
                    wall INTEGER NOT NULL,
                    boot TEXT NOT NULL,
                    boot_milliseconds INTEGER NOT NULL,
                    write BLOB,
                    restamped INTEGER NOT NULL CHECK (restamped >= 0),
                    refusal TEXT,
                    CHECK (intent IS NOT NULL OR write IS NOT NULL)
                ) STRICT;
                CREATE INDEX outbox_by_record ON outbox (record) WHERE record IS NOT NULL;

                CREATE TABLE offer (
                    position INTEGER PRIMARY KEY,
                    offer BLOB NOT NULL UNIQUE
                ) STRICT;

                CREATE TABLE history (
                    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                    record BLOB NOT NULL CHECK (length(record) = 32),
                    reason TEXT NOT NULL,
                    content BLOB NOT NULL,
                    at INTEGER NOT NULL
                ) STRICT;
                CREATE INDEX history_by_record ON history (record);

                CREATE TABLE notice (
                    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                    notice BLOB NOT NULL,
                    at INTEGER NOT NULL,
                    is_seen INTEGER NOT NULL CHECK (is_seen IN (0, 1))
                ) STRICT;
                CREATE INDEX notice_unseen ON notice (sequence) WHERE is_seen = 0;

                PRAGMA user_version = 1;
                """)
    }
}
