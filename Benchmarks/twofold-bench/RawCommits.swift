import FoundationEssentials
import GRDB
import Models

/// Durable commits of rows as large as a sealed record's, and nothing else: what the disk and SQLite can do.
struct RawCommits {
    private let pool: DatabasePool

    init(folder: String) throws {
        pool = try DatabasePool(path: folder + "/raw.sqlite")
        try pool.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    PRAGMA synchronous = FULL;
                    PRAGMA wal_autocheckpoint = 4000;
                    CREATE TABLE rows (id BLOB PRIMARY KEY NOT NULL, body BLOB NOT NULL) STRICT;
                    """)
        }
    }

    /// - Returns: rows per second.
    func rate(rowsAtOnce count: Int, for duration: Duration, random: (Int) -> Bytes) throws -> Double {
        let clock = ContinuousClock()
        let body = Data(random(900))
        let start = clock.now
        var rows = 0
        while clock.now - start < duration {
            let ids = (0..<count).map { _ in Data(random(32)) }
            try pool.write { database in
                let statement = try database.cachedStatement(sql: "INSERT INTO rows (id, body) VALUES (?, ?)")
                for id in ids { try statement.execute(arguments: [id, body]) }
            }
            rows += count
        }
        return Double(rows) / (clock.now - start).seconds
    }
}
