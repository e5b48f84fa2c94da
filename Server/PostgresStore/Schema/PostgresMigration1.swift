/// The first schema. Every primary key begins with the couple, except that of the server's own secrets.
enum PostgresMigration1 {
    static let sql = """
        CREATE TABLE secrets (
            name text PRIMARY KEY,
            value bytea NOT NULL
        );

        -- Each exchange updates its couple's row. No index has what changes, so if its page has room, no index has to change.
        CREATE TABLE couples (
            id bytea PRIMARY KEY CHECK (octet_length(id) = 32),
            history bytea NOT NULL CHECK (octet_length(history) = 16),
            inviter bytea NOT NULL CHECK (octet_length(inviter) = 32),
            inviter_head bigint NOT NULL CHECK (inviter_head >= 0),
            inviter_point bytea NOT NULL CHECK (octet_length(inviter_point) = 12),
            inviter_greatest bigint NOT NULL,
            inviter_records bigint NOT NULL,
            inviter_bytes bigint NOT NULL,
            inviter_left boolean NOT NULL,
            joiner bytea CHECK (octet_length(joiner) = 32 AND joiner <> inviter),
            joiner_head bigint NOT NULL CHECK (joiner_head >= 0),
            joiner_point bytea NOT NULL CHECK (octet_length(joiner_point) = 12),
            joiner_greatest bigint NOT NULL,
            joiner_records bigint NOT NULL,
            joiner_bytes bigint NOT NULL,
            joiner_left boolean NOT NULL
        ) WITH (fillfactor = 60);

        CREATE TABLE former_histories (
            couple bytea NOT NULL REFERENCES couples (id),
            number bigint NOT NULL CHECK (number > 0),
            history bytea NOT NULL CHECK (octet_length(history) = 16),
            PRIMARY KEY (couple, number),
            UNIQUE (couple, history)
        );

        CREATE TABLE devices (
            couple bytea NOT NULL REFERENCES couples (id),
            side smallint NOT NULL CHECK (side IN (0, 1)),
            id bytea NOT NULL CHECK (octet_length(id) = 32),
            kind text NOT NULL CHECK (kind IN ('machine', 'kit', 'link')),
            signing bytea NOT NULL CHECK (octet_length(signing) = 32),
            agreement bytea NOT NULL CHECK (octet_length(agreement) = 32),
            expires bigint,
            live boolean NOT NULL,
            settled boolean NOT NULL,
            PRIMARY KEY (couple, side, id)
        );
        CREATE INDEX devices_by_id ON devices (id);

        CREATE TABLE entries (
            couple bytea NOT NULL REFERENCES couples (id),
            side smallint NOT NULL CHECK (side IN (0, 1)),
            number bigint NOT NULL CHECK (number > 0),
            hash bytea NOT NULL CHECK (octet_length(hash) = 32),
            entry bytea NOT NULL,
            PRIMARY KEY (couple, side, number),
            UNIQUE (couple, hash)
        );

        CREATE TABLE grants (
            couple bytea NOT NULL REFERENCES couples (id),
            digest bytea NOT NULL CHECK (octet_length(digest) = 32),
            side smallint NOT NULL CHECK (side IN (0, 1)),
            signed_grant bytea NOT NULL,
            inviter_position bigint,
            joiner_position bigint,
            PRIMARY KEY (couple, digest)
        );

        CREATE TABLE records (
            couple bytea NOT NULL REFERENCES couples (id),
            scope smallint NOT NULL CHECK (scope IN (0, 1, 2)),
            id bytea NOT NULL CHECK (octet_length(id) = 32),
            class text NOT NULL CHECK (class IN ('own', 'shared', 'sealed') AND (class = 'shared') = (scope = 2)),
            owner text NOT NULL CHECK (owner IN ('author', 'couple')),
            author bytea NOT NULL CHECK (octet_length(author) = 32),
            time bigint NOT NULL,
            counter bigint NOT NULL,
            device bytea NOT NULL CHECK (octet_length(device) = 32),
            deleted boolean NOT NULL,
            round bytea CHECK (octet_length(round) = 32),
            commitment bytea CHECK (octet_length(commitment) = 32),
            key bytea CHECK (octet_length(key) = 32),
            body_hash bytea NOT NULL CHECK (octet_length(body_hash) = 32),
            signature bytea NOT NULL CHECK (octet_length(signature) = 64),
            own_key bytea,
            own_key_sealed bytea,
            opening_device bytea,
            opening_partner_commitment bytea,
            opening_key bytea,
            opening_sealed bytea,
            opening_signature bytea,
            phase smallint CHECK (phase IS NULL OR (phase IN (0, 1, 2) AND class = 'sealed' AND NOT deleted)),
            counts boolean NOT NULL,
            inviter_position bigint,
            joiner_position bigint,
            body_bytes bigint NOT NULL,
            body bytea NOT NULL,
            PRIMARY KEY (couple, scope, id)
        );
        -- What is encrypted can't be compressed.
        ALTER TABLE records ALTER COLUMN body SET STORAGE EXTERNAL;

        -- A point is that of all positions from the first one on, up to where the next begins.
        CREATE TABLE points (
            couple bytea NOT NULL REFERENCES couples (id),
            side smallint NOT NULL CHECK (side IN (0, 1)),
            first bigint NOT NULL CHECK (first > 0),
            point bytea NOT NULL CHECK (octet_length(point) = 12),
            PRIMARY KEY (couple, side, first)
        );

        CREATE TABLE feed (
            couple bytea NOT NULL REFERENCES couples (id),
            side smallint NOT NULL CHECK (side IN (0, 1)),
            position bigint NOT NULL CHECK (position > 0),
            kind smallint NOT NULL CHECK (kind BETWEEN 0 AND 5),
            subject bytea NOT NULL CHECK (octet_length(subject) = 32),
            PRIMARY KEY (couple, side, position)
        );

        CREATE TABLE withdrawals (
            couple bytea NOT NULL REFERENCES couples (id),
            side smallint NOT NULL CHECK (side IN (0, 1)),
            position bigint NOT NULL,
            seen_from bigint NOT NULL CHECK (seen_from < position),
            scope smallint NOT NULL CHECK (scope IN (0, 1)),
            id bytea NOT NULL CHECK (octet_length(id) = 32),
            PRIMARY KEY (couple, side, position)
        );
        CREATE INDEX withdrawals_by_record ON withdrawals (couple, side, scope, id, position);

        CREATE TABLE boxes (
            couple bytea NOT NULL REFERENCES couples (id),
            locator bytea NOT NULL CHECK (octet_length(locator) = 32),
            side smallint NOT NULL CHECK (side IN (0, 1)),
            kind text NOT NULL CHECK (kind IN ('invitation', 'link', 'kit')),
            device bytea CHECK (octet_length(device) = 32),
            box bytea NOT NULL,
            expires bigint,
            answered_by bytea CHECK (octet_length(answered_by) = 32),
            proof bytea CHECK ((proof IS NULL) = (answered_by IS NULL)),
            permit bytea CHECK (octet_length(permit) = 32),
            PRIMARY KEY (couple, locator)
        );
        -- Whoever has a code knows only the locator, and nobody else's box may take it.
        CREATE UNIQUE INDEX boxes_by_locator ON boxes (locator);
        CREATE INDEX boxes_by_expiry ON boxes (expires) WHERE answered_by IS NULL;

        CREATE TABLE tokens (
            couple bytea NOT NULL REFERENCES couples (id),
            hash bytea NOT NULL CHECK (octet_length(hash) = 32),
            side smallint NOT NULL CHECK (side IN (0, 1)),
            device bytea NOT NULL CHECK (octet_length(device) = 32),
            expires bigint NOT NULL,
            PRIMARY KEY (couple, hash)
        );
        CREATE UNIQUE INDEX tokens_by_hash ON tokens (hash);
        CREATE INDEX tokens_by_expiry ON tokens (expires);
        """
}
