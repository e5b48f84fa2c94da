import Foundation
import GRDB
import SQLiteStore
import StoreSQL
import Support
import Testing

@Suite("The tables that move")
struct StoredTableTests {
    @Test func `are all of the database's, with all of their columns`() throws {
        let store = try TemporarySQLiteStore()
        let queue = try DatabaseQueue(path: store.folder.path + "/data/twofold.sqlite")
        defer { try? queue.close() }
        let stored = try queue.read { database in
            let tables = try String.fetchAll(
                database,
                sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'grdb%'")
            return try Dictionary(uniqueKeysWithValues: tables.map { ($0, Set(try database.columns(in: $0).map(\.name))) })
        }
        #expect(stored == Dictionary(uniqueKeysWithValues: StoredTable.all.map { ($0.name, Set($0.columns.map(\.name))) }))
    }
}
