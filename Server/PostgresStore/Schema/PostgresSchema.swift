import ServerCore

/// The schema, as append-only migrations.
package enum PostgresSchema {
    /// By their numbers, from 1.
    package static let migrations = [PostgresMigration1.sql]

    /// Brings a database up to date. Processes that start at the same time do so one after another.
    ///
    /// - Parameter evenIfMoved: whether to go on although the data was moved elsewhere.
    /// - Throws: `StoreError`; `newer` if a newer version of this program has migrated it, `moved` or `moving` if it was moved.
    static func bringUpToDate(_ database: PostgresDatabase, evenIfMoved: Bool = false) throws(StoreError) {
        let session = try PostgresSession(database)
        try session.run("SET lock_timeout = '10min'")
        try session.run("BEGIN")
        try migrate(session, evenIfMoved: evenIfMoved)
        try session.run("COMMIT")
    }

    /// The same within a transaction. Until it ends, other processes wait.
    static func migrate(_ session: PostgresSession, evenIfMoved: Bool = false) throws(StoreError) {
        // 0x74776f666f6c64 is "twofold".
        try session.run("SELECT pg_advisory_xact_lock(\(0x74_776f_666f_6c64))")
        try session.run("CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY)")
        let done = try session.integer("SELECT coalesce(max(number), 0) FROM migrations")
        guard done <= migrations.count else { throw .newer }
        if done > 0, !evenIfMoved { try session.checkMark() }
        for (index, sql) in migrations.enumerated().dropFirst(done) {
            try session.run(sql)
            try session.run("INSERT INTO migrations VALUES (\(index + 1))")
        }
    }

    /// - Throws: `absent` if there is no schema, `newer` or `older` if it is of another version.
    static func checkVersion(_ session: PostgresSession) throws(StoreError) {
        guard
            try session.integer("SELECT count(*) FROM pg_tables WHERE tablename = 'migrations' AND schemaname = current_schema()")
                == 1
        else { throw .absent }
        let done = try session.integer("SELECT coalesce(max(number), 0) FROM migrations")
        guard done <= migrations.count else { throw .newer }
        guard done == migrations.count else { throw .older }
    }

    /// - Throws: also `moved` or `moving` if the data was moved elsewhere.
    static func check(_ session: PostgresSession) throws(StoreError) {
        try checkVersion(session)
        try session.checkMark()
    }
}
