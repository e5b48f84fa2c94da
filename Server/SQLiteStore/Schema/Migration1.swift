import GRDB

/// The first schema. Everything except secrets is stored under its couple's id.
enum Migration1 {
    @Sendable static func run(_ database: Database) throws {
        try database.execute(sql: sql)
    }

    private static let sql = """
        CREATE TABLE secrets (
            name TEXT PRIMARY KEY NOT NULL,
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE couples (
            id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 32),
            history BLOB NOT NULL CHECK (length(history) = 16),
            inviter BLOB NOT NULL CHECK (length(inviter) = 32),
            inviter_head INTEGER NOT NULL CHECK (inviter_head >= 0),
            inviter_point BLOB NOT NULL CHECK (length(inviter_point) = 12),
            inviter_greatest INTEGER NOT NULL,
            inviter_records INTEGER NOT NULL,
            inviter_bytes INTEGER NOT NULL,
            inviter_left INTEGER NOT NULL CHECK (inviter_left IN (0, 1)),
            joiner BLOB CHECK (length(joiner) = 32 AND joiner <> inviter),
            joiner_head INTEGER NOT NULL CHECK (joiner_head >= 0),
            joiner_point BLOB NOT NULL CHECK (length(joiner_point) = 12),
            joiner_greatest INTEGER NOT NULL,
            joiner_records INTEGER NOT NULL,
            joiner_bytes INTEGER NOT NULL,
            joiner_left INTEGER NOT NULL CHECK (joiner_left IN (0, 1))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE former_histories (
            couple BLOB NOT NULL REFERENCES couples (id),
            history BLOB NOT NULL CHECK (length(history) = 16),
            PRIMARY KEY (couple, history)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE devices (
            couple BLOB NOT NULL REFERENCES couples (id),
            id BLOB NOT NULL CHECK (length(id) = 32),
            side INTEGER NOT NULL CHECK (side IN (0, 1)),
            kind TEXT NOT NULL CHECK (kind IN ('machine', 'kit', 'link')),
            signing BLOB NOT NULL CHECK (length(signing) = 32),
            agreement BLOB NOT NULL CHECK (length(agreement) = 32),
            expires INTEGER,
            live INTEGER NOT NULL CHECK (live IN (0, 1)),
            settled INTEGER NOT NULL CHECK (settled IN (0, 1)),
            PRIMARY KEY (couple, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX devices_by_id ON devices (id);

        CREATE TABLE entries (
            couple BLOB NOT NULL REFERENCES couples (id),
            side INTEGER NOT NULL CHECK (side IN (0, 1)),
            number INTEGER NOT NULL CHECK (number > 0),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            entry BLOB NOT NULL,
            PRIMARY KEY (couple, side, number),
            UNIQUE (couple, hash)
        ) STRICT;

        CREATE TABLE grants (
            couple BLOB NOT NULL REFERENCES couples (id),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            side INTEGER NOT NULL CHECK (side IN (0, 1)),
            signed_grant BLOB NOT NULL,
            inviter_position INTEGER,
            joiner_position INTEGER,
            PRIMARY KEY (couple, digest)
        ) STRICT;

        CREATE TABLE records (
            couple BLOB NOT NULL REFERENCES couples (id),
            scope INTEGER NOT NULL CHECK (scope IN (0, 1, 2)),
            id BLOB NOT NULL CHECK (length(id) = 32),
            class TEXT NOT NULL CHECK (class IN ('own', 'shared', 'sealed') AND (class = 'shared') = (scope = 2)),
            owner TEXT NOT NULL CHECK (owner IN ('author', 'couple')),
            author BLOB NOT NULL CHECK (length(author) = 32),
            time INTEGER NOT NULL,
            counter INTEGER NOT NULL,
            device BLOB NOT NULL CHECK (length(device) = 32),
            deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
            round BLOB CHECK (length(round) = 32),
            commitment BLOB CHECK (length(commitment) = 32),
            key BLOB CHECK (length(key) = 32),
            body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
            signature BLOB NOT NULL CHECK (length(signature) = 64),
            own_key BLOB,
            own_key_sealed BLOB,
            opening_device BLOB,
            opening_partner_commitment BLOB,
            opening_key BLOB,
            opening_sealed BLOB,
            opening_signature BLOB,
            phase INTEGER CHECK (phase IS NULL OR (phase IN (0, 1, 2) AND class = 'sealed' AND deleted = 0)),
            counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
            inviter_position INTEGER,
            joiner_position INTEGER,
            body_bytes INTEGER NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (couple, scope, id)
        ) STRICT;

        -- Every position that was ever given, with its point. The subject goes when it moves on.
        CREATE TABLE feed (
            couple BLOB NOT NULL REFERENCES couples (id),
            side INTEGER NOT NULL CHECK (side IN (0, 1)),
            position INTEGER NOT NULL CHECK (position > 0),
            point BLOB NOT NULL CHECK (length(point) = 12),
            kind INTEGER CHECK (kind BETWEEN 0 AND 5),
            subject BLOB CHECK ((subject IS NULL) = (kind IS NULL) AND (subject IS NULL OR length(subject) = 32)),
            PRIMARY KEY (couple, side, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE withdrawals (
            couple BLOB NOT NULL REFERENCES couples (id),
            side INTEGER NOT NULL CHECK (side IN (0, 1)),
            position INTEGER NOT NULL,
            seen_from INTEGER NOT NULL CHECK (seen_from < position),
            scope INTEGER NOT NULL CHECK (scope IN (0, 1)),
            id BLOB NOT NULL CHECK (length(id) = 32),
            PRIMARY KEY (couple, side, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE boxes (
            locator BLOB PRIMARY KEY NOT NULL CHECK (length(locator) = 32),
            couple BLOB NOT NULL REFERENCES couples (id),
            side INTEGER NOT NULL CHECK (side IN (0, 1)),
            kind TEXT NOT NULL CHECK (kind IN ('invitation', 'link', 'kit')),
            device BLOB CHECK (length(device) = 32),
            box BLOB NOT NULL,
            expires INTEGER,
            answered_by BLOB CHECK (length(answered_by) = 32),
            proof BLOB CHECK ((proof IS NULL) = (answered_by IS NULL))
        ) STRICT;
        CREATE INDEX boxes_by_couple ON boxes (couple);

        CREATE TABLE tokens (
            hash BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
            couple BLOB NOT NULL REFERENCES couples (id),
            device BLOB NOT NULL CHECK (length(device) = 32),
            expires INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX tokens_by_device ON tokens (couple, device);
        CREATE INDEX tokens_by_expiry ON tokens (expires);
        """
}
