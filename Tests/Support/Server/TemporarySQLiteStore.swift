package import SQLiteStore
import ServerCore

/// A SQLite store in a folder that is deleted with the store.
package final class TemporarySQLiteStore: Store {
    package let folder: TemporaryFolder
    package let store: SQLiteStore

    package init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(folder: folder.path + "/data")
    }

    package func read<Value>(_ body: (SQLiteTransaction) throws -> Value) throws -> Value { try store.read(body) }

    package func write<Value>(_ body: (SQLiteTransaction) throws -> Value) throws -> Value { try store.write(body) }

    deinit { try? store.close() }
}
