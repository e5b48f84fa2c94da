import FoundationEssentials
import GRDB
import Models

/// Fills a store, which no server has open, with copies of a couple.
struct Crowd {
    private let queue: DatabaseQueue

    /// - Parameter folder: the store's.
    init(folder: String) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000")
        }
        queue = try DatabaseQueue(path: folder + "/twofold.sqlite", configuration: configuration)
    }

    /// Everything that a couple has is copied under other ids, except for what has to be unique: boxes and tokens. Nothing of a copy is
    /// signed for its id, so its partners could neither sign in nor read; a server doesn't look at it either, unless they do.
    ///
    /// - Parameter couple: the couple that is copied.
    ///
    /// - Returns: the number of records that there are then.
    func grow(by count: Int, like couple: CoupleID) throws -> Int {
        let copies = try queue.read(copies)
        // In the order of ids, so that rows are only ever appended; in steps, so that the log of changes stays small.
        let ids = (0..<count).map { Self.id($0, of: count) }
        for start in stride(from: 0, to: count, by: 2_000) {
            try queue.write { database in
                for sql in copies {
                    let statement = try database.cachedStatement(sql: sql)
                    for id in ids[start..<min(start + 2_000, count)] {
                        try statement.execute(arguments: ["id": id, "model": Data(couple.bytes)])
                    }
                }
            }
        }
        let records = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM records") }
        try queue.close()
        return records ?? 0
    }

    /// Statements that copy a couple's rows of each table, couples first.
    private func copies(_ database: Database) throws -> [String] {
        let tables = try String.fetchAll(
            database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%couple BLOB%' ORDER BY rootpage")
        return try (["couples"] + tables.filter { $0 != "boxes" && $0 != "tokens" }).map { table in
            let own = table == "couples" ? "id" : "couple"
            let columns = try database.columns(in: table).map { $0.name == own ? ":id" : $0.name }
            return "INSERT INTO \(table) SELECT \(columns.joined(separator: ", ")) FROM \(table) WHERE \(own) = :model"
        }
    }

    /// Evenly spread over all ids.
    private static func id(_ number: Int, of count: Int) -> Data {
        let step = UInt64.max / UInt64(count + 1)
        var octets = withUnsafeBytes(of: (UInt64(number + 1) * step).bigEndian) { Data($0) }
        octets.append(Data(repeating: 7, count: CoupleID.byteCount - octets.count))
        return octets
    }
}
