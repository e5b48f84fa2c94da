import GRDB
import ServerCore

extension SQLiteTransaction: StoreReader {}

extension SQLiteTransaction: StoreWriter {
    package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        try StoreError.mapping {
            var result: Value?
            try database.inSavepoint {
                result = try body()
                return .commit
            }
            guard let result else { throw StoreError.failed(code: 0) }
            return result
        }
    }
}
