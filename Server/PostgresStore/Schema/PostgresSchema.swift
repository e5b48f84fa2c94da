import ServerCore

/// The schema, as append-only migrations.
package enum PostgresSchema {
    /// By their numbers, from 1.
    package static let migrations = [PostgresMigration1.sql]

    /// Brings a database up to date. Processes that start at the same time do so one after another.
    ///
    /// - Throws: `StoreError`; `newer` if a newer version of this program has migrated it.
    static func bringUpToDate(_ database: PostgresDatabase) throws(StoreError) {
        let session = try PostgresSession(database)
        try session.run("SET lock_timeout = '10min'")
        try session.run("BEGIN")
        // 0x74776f666f6c64 is "twofold".
        try session.run("SELECT pg_advisory_xact_lock(\(0x74_776f_666f_6c64))")
        try session.run("CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY)")
        let done = try session.integer("SELECT coalesce(max(number), 0) FROM migrations")
        guard done <= migrations.count else { throw .newer }
        for (index, sql) in migrations.enumerated().dropFirst(done) {
            try session.run(sql)
            try session.run("INSERT INTO migrations VALUES (\(index + 1))")
        }
        try session.run("COMMIT")
    }

    /// - Throws: `absent` if there is no schema, `newer` if it is of a newer version, `failed` if it is of an older one.
    static func check(_ session: PostgresSession) throws(StoreError) {
        guard
            try session.integer("SELECT count(*) FROM pg_tables WHERE tablename = 'migrations' AND schemaname = current_schema()")
                == 1
        else { throw .absent }
        guard try session.integer("SELECT max(number) FROM migrations") <= migrations.count else { throw .newer }
    }
}
