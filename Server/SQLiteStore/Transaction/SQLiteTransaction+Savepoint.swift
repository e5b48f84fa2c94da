import GRDB
import ServerCore

extension SQLiteTransaction: StoreReader {}

extension SQLiteTransaction: StoreWriter {
    package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        try run("SAVEPOINT part")
        do {
            let value = try body()
            try run("RELEASE part")
            return value
        } catch {
            // If this fails, SQLite has rolled back everything, and each further statement fails.
            try run("ROLLBACK TO part")
            try run("RELEASE part")
            throw error
        }
    }
}
