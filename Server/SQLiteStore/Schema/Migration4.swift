import GRDB

/// Stores one point for all positions of a request, and no row for a position without a subject. Numbers former histories in the
/// order in which they ended, as far as it's known, so that the oldest can be deleted.
enum Migration4 {
    @Sendable static func run(_ database: Database) throws {
        try database.execute(sql: sql)
    }

    private static let sql = """
        -- A point is that of all positions from the first one on, up to where the next begins.
        CREATE TABLE points (
            couple BLOB NOT NULL REFERENCES couples (id),
            side INTEGER NOT NULL CHECK (side IN (0, 1)),
            first INTEGER NOT NULL CHECK (first > 0),
            point BLOB NOT NULL CHECK (length(point) = 12),
            PRIMARY KEY (couple, side, first)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO points SELECT couple, side, position, point FROM (
            SELECT couple, side, position, point, lag(point) OVER (PARTITION BY couple, side ORDER BY position) AS former FROM feed
        ) WHERE former IS NOT point;

        CREATE TABLE new_feed (
            couple BLOB NOT NULL REFERENCES couples (id),
            side INTEGER NOT NULL CHECK (side IN (0, 1)),
            position INTEGER NOT NULL CHECK (position > 0),
            kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 5),
            subject BLOB NOT NULL CHECK (length(subject) = 32),
            PRIMARY KEY (couple, side, position)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO new_feed SELECT couple, side, position, kind, subject FROM feed WHERE kind IS NOT NULL;
        DROP TABLE feed;
        ALTER TABLE new_feed RENAME TO feed;

        CREATE INDEX withdrawals_by_record ON withdrawals (couple, side, scope, id, position);

        CREATE TABLE new_former_histories (
            couple BLOB NOT NULL REFERENCES couples (id),
            number INTEGER NOT NULL CHECK (number > 0),
            history BLOB NOT NULL CHECK (length(history) = 16),
            PRIMARY KEY (couple, number),
            UNIQUE (couple, history)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO new_former_histories
            SELECT couple, row_number() OVER (PARTITION BY couple ORDER BY history), history FROM former_histories;
        DROP TABLE former_histories;
        ALTER TABLE new_former_histories RENAME TO former_histories;
        """
}
