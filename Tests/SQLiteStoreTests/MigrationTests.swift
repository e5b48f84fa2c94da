import Foundation
import GRDB
import Models
import SQLiteStore
import ServerCore
import Support
import Testing

/// A database with schema version 2, written by that version's server for two programs: two partners, a second device, a kit, a
/// revealed round, one that was withdrawn after it was seen, and tokens.
@Suite("A database of an earlier version")
struct MigrationTests {
    private let folder: TemporaryFolder
    private var data: String { folder.path + "/data" }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        let fixture = try #require(Bundle.module.url(forResource: "Fixtures/server-v2", withExtension: "db"))
        try FileManager.default.copyItem(atPath: fixture.path(), toPath: data + "/twofold.sqlite")
    }

    /// A query's result in the current file, row by row.
    private func rows(_ sql: String) throws -> [String] {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: data + "/twofold.sqlite", configuration: configuration)
        defer { try? queue.close() }
        return try queue.read { try Row.fetchAll($0, sql: sql).map(\.description) }
    }

    private func migrated(_ queries: [String], _ after: [String]? = nil) throws {
        let before = try queries.map(rows)
        let store = try SQLiteStore(folder: data)
        try store.close()
        for (old, query) in zip(before, after ?? queries) {
            #expect(!old.isEmpty)
            #expect(try rows(query) == old)
        }
        #expect(try SQLiteStore.check(folder: data).isEmpty)
    }

    @Test func `keeps every device, with the partner whose it is`() throws {
        try migrated([
            "SELECT couple, side, id, kind, signing, agreement, expires, live, settled FROM devices ORDER BY couple, side, id"
        ])
    }

    @Test func `keeps tokens, which are now of the partner whose device has them`() throws {
        let sql =
            "SELECT hash, tokens.couple, devices.side, device, tokens.expires FROM tokens, devices WHERE device = id ORDER BY hash"
        try migrated([sql], ["SELECT hash, couple, side, device, expires FROM tokens ORDER BY hash"])
    }

    @Test func `keeps the point of every position, once for all that have it`() throws {
        let before = try rows("SELECT couple, side, position, hex(point) AS point FROM feed ORDER BY couple, side, position")
        try migrated(
            ["SELECT couple, side, count(*) AS rows FROM feed WHERE kind IS NOT NULL GROUP BY couple, side"],
            ["SELECT couple, side, count(*) AS rows FROM feed GROUP BY couple, side"])
        let heads = """
            WITH RECURSIVE positions (couple, side, position, head) AS (
                SELECT id, 0, 1, inviter_head FROM couples UNION ALL SELECT id, 1, 1, joiner_head FROM couples
                UNION ALL SELECT couple, side, position + 1, head FROM positions WHERE position < head)
            """
        let after = try rows(
            heads + """
                 SELECT couple, side, position, (
                    SELECT hex(point) FROM points WHERE points.couple = positions.couple AND points.side = positions.side
                        AND first <= position ORDER BY first DESC LIMIT 1) AS point
                FROM positions ORDER BY couple, side, position
                """)
        #expect(before.count > 50)
        #expect(after == before)
        #expect(try rows("SELECT * FROM points").count < before.count / 2)
    }

    @Test func `keeps logs, grants, records, feeds and boxes`() throws {
        try migrated([
            "SELECT * FROM entries ORDER BY couple, side, number", "SELECT * FROM grants ORDER BY digest",
            "SELECT * FROM records ORDER BY scope, id",
            "SELECT couple, side, position, kind, subject FROM feed WHERE kind IS NOT NULL ORDER BY side, position",
            "SELECT locator, couple, side, kind, device, box, expires FROM boxes ORDER BY locator",
        ])
    }
}
