import GRDB
package import ServerCore

extension SQLiteStore {
    /// Counts what is stored, in one snapshot. Changes nothing. A server may be running.
    ///
    /// - Throws: `StoreError`.
    package static func stats(folder: String) throws -> StoreStats {
        let path = DataFolder(path: folder).database
        guard try DataFolder.exists(path) else { throw StoreError.absent }
        return try StoreError.mapping(in: folder) {
            let queue = try DatabaseQueue(path: path, configuration: maintenance)
            defer { try? queue.close() }
            return try queue.read { database in
                try SQLiteSchema.check(database)
                return try counted(in: database)
            }
        }
    }

    /// - Throws: `StoreError`.
    package func boxCount() throws -> Int {
        try StoreError.mapping { try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM boxes") ?? 0 } }
    }

    private static func counted(in database: Database) throws -> StoreStats {
        func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
        var stats = StoreStats()
        stats.couples = try count("SELECT count(*) FROM couples")
        stats.paired = try count("SELECT count(*) FROM couples WHERE joiner IS NOT NULL AND inviter_left = 0 AND joiner_left = 0")
        stats.ended = try count("SELECT count(*) FROM couples WHERE inviter_left = 1 OR joiner_left = 1")
        stats.liveDevices = try count("SELECT count(*) FROM devices WHERE live = 1")
        for row in try Row.fetchAll(database, sql: "SELECT class, count(*) AS number FROM records GROUP BY class") {
            stats.records[row["class"]] = row["number"]
        }
        stats.bodyBytes = try count("SELECT coalesce(sum(body_bytes), 0) FROM records")
        stats.boxes = try count("SELECT count(*) FROM boxes")
        stats.tokens = try count("SELECT count(*) FROM tokens")
        stats.databaseBytes = try count("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return stats
    }
}
