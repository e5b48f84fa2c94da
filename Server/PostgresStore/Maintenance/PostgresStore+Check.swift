package import ServerCore
import StoreSQL

extension PostgresStore {
    /// Checks the invariants of what is stored, in one snapshot. Changes nothing. Servers may be running. PostgreSQL's own structures are
    /// checked by `pg_amcheck`.
    ///
    /// - Returns: an empty array if there are no defects.
    /// - Throws: `StoreError` if the database can't be read at all.
    package static func check(_ database: PostgresDatabase) throws -> [CheckFinding] {
        try findings(in: snapshot(of: database))
    }

    static func findings(in session: PostgresSession) throws(StoreError) -> [CheckFinding] {
        var findings: [CheckFinding] = []
        for (kind, query) in CheckQueries.all {
            let count = try session.integer("SELECT count(*) FROM (\(query)) AS wrong")
            if count > 0 { findings.append(CheckFinding(kind: kind, count: count)) }
        }
        return findings
    }

    /// Counts what is stored, in one snapshot. Changes nothing. Servers may be running.
    ///
    /// - Throws: `StoreError`.
    package static func stats(_ database: PostgresDatabase) throws -> StoreStats {
        let session = try snapshot(of: database)
        var stats = StoreStats()
        stats.couples = try session.integer("SELECT count(*) FROM couples")
        stats.paired = try session.integer(
            "SELECT count(*) FROM couples WHERE joiner IS NOT NULL AND NOT inviter_left AND NOT joiner_left")
        stats.ended = try session.integer("SELECT count(*) FROM couples WHERE inviter_left OR joiner_left")
        stats.liveDevices = try session.integer("SELECT count(*) FROM devices WHERE live")
        for row in try session.texts("SELECT class, count(*) FROM records GROUP BY class") { stats.records[row[0]] = Int(row[1]) }
        stats.bodyBytes = try session.integer("SELECT coalesce(sum(body_bytes), 0) FROM records")
        stats.boxes = try session.integer("SELECT count(*) FROM boxes")
        stats.tokens = try session.integer("SELECT count(*) FROM tokens")
        stats.databaseBytes = try session.integer(
            """
            SELECT coalesce(sum(pg_total_relation_size(format('%I.%I', schemaname, tablename)::regclass)), 0)
            FROM pg_tables WHERE schemaname = current_schema()
            """)
        return stats
    }

    /// Waits for a stopped process of PostgreSQL only for seconds.
    package func boxCount() throws -> Int {
        let count = try PostgresSession(database).texts("SELECT count(*) FROM boxes", within: .seconds(5))
        return count.first?.first.flatMap { Int($0) } ?? 0
    }

    private static func snapshot(of database: PostgresDatabase) throws(StoreError) -> PostgresSession {
        let session = try PostgresSession(database)
        try session.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try PostgresSchema.check(session)
        return session
    }
}
