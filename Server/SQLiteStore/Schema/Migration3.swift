import GRDB

/// Assigns devices and tokens to one partner: a card in both logs of a couple is a separate device of each.
///
/// For a card in both logs, an older database has only one device. The other is added when its partner next brings their log.
enum Migration3 {
    @Sendable static func run(_ database: Database) throws {
        try database.execute(sql: sql)
    }

    private static let sql = """
        CREATE TABLE new_devices (
            couple BLOB NOT NULL REFERENCES couples (id),
            side INTEGER NOT NULL CHECK (side IN (0, 1)),
            id BLOB NOT NULL CHECK (length(id) = 32),
            kind TEXT NOT NULL CHECK (kind IN ('machine', 'kit', 'link')),
            signing BLOB NOT NULL CHECK (length(signing) = 32),
            agreement BLOB NOT NULL CHECK (length(agreement) = 32),
            expires INTEGER,
            live INTEGER NOT NULL CHECK (live IN (0, 1)),
            settled INTEGER NOT NULL CHECK (settled IN (0, 1)),
            PRIMARY KEY (couple, side, id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE new_tokens (
            hash BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
            couple BLOB NOT NULL REFERENCES couples (id),
            side INTEGER NOT NULL CHECK (side IN (0, 1)),
            device BLOB NOT NULL CHECK (length(device) = 32),
            expires INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        INSERT INTO new_devices SELECT couple, side, id, kind, signing, agreement, expires, live, settled FROM devices;
        INSERT INTO new_tokens SELECT hash, tokens.couple, side, device, tokens.expires
            FROM tokens JOIN devices ON devices.couple = tokens.couple AND devices.id = tokens.device;

        DROP TABLE devices;
        DROP TABLE tokens;
        ALTER TABLE new_devices RENAME TO devices;
        ALTER TABLE new_tokens RENAME TO tokens;
        CREATE INDEX devices_by_id ON devices (id);
        CREATE INDEX tokens_by_device ON tokens (couple, side, device);
        CREATE INDEX tokens_by_expiry ON tokens (expires);
        """
}
