import Models
import PostgresStore
import Support

/// Fills a store on PostgreSQL, which no server has open, with copies of a couple, as `Crowd` does in SQLite.
struct PostgresCrowd {
    private let session: PostgresSession

    init(schema: String) throws {
        session = try PostgresSession(TestPostgres.database(schema: schema))
        // The copies need no check of what they refer to, and nothing of them has to be on the disk at once.
        try session.run("SET session_replication_role = replica; SET synchronous_commit = off")
    }

    /// - Returns: the number of records that there are then.
    func grow(by count: Int, like couple: CoupleID) throws -> Int {
        let model = "'\\x\(couple.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())'::bytea"
        let step = Int64.max / Int64(count + 1)
        // In the order of ids, so that rows are only ever appended.
        let id = "int8send(nth * \(step)) || decode(repeat('07', 24), 'hex')"
        for table in try tables() {
            let own = table == "couples" ? "id" : "couple"
            let columns = try session.texts(
                """
                SELECT column_name FROM information_schema.columns
                WHERE table_schema = current_schema() AND table_name = '\(table)' ORDER BY ordinal_position
                """
            ).map { $0[0] }
            // OFFSET keeps the model the inner side of the join.
            try session.run(
                """
                INSERT INTO \(table) SELECT copy.* FROM generate_series(1, \(count)::bigint) AS nth,
                LATERAL (SELECT \(columns.map { $0 == own ? id : $0 }.joined(separator: ", ")) FROM \(table) WHERE \(own) = \(model) OFFSET 0)
                    AS copy
                """)
        }
        // As autovacuum does after a while.
        for table in try tables() { try session.run("VACUUM (ANALYZE) \(table)") }
        try session.run("CHECKPOINT")
        return try session.integer("SELECT count(*) FROM records")
    }

    /// Those with rows of a couple, except for what has to be unique: boxes and tokens.
    private func tables() throws -> [String] {
        ["couples"]
            + (try session.texts(
                """
                SELECT table_name FROM information_schema.columns WHERE table_schema = current_schema() AND column_name = 'couple'
                    AND table_name NOT IN ('boxes', 'tokens') ORDER BY table_name
                """
            ).map { $0[0] })
    }
}
