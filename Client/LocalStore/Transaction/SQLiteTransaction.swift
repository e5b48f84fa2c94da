import ClientCore
import GRDB

/// One transaction on the one connection of a `SQLiteHome`.
final class SQLiteTransaction: HomeTransaction {
    private var database: Database?
    private let isWritable: Bool

    private init(database: Database, isWritable: Bool) {
        self.database = database
        self.isWritable = isWritable
    }

    /// Lends `body` a transaction that is of no use once it has returned.
    static func run<Result>(
        _ body: (any HomeTransaction) throws -> Result, on database: Database, isWritable: Bool
    ) throws -> Result {
        let transaction = SQLiteTransaction(database: database, isWritable: isWritable)
        defer { transaction.database = nil }
        return try body(transaction)
    }

    var readable: Database {
        get throws(HomeStoreError) {
            guard let database else { throw .transactionEnded }
            return database
        }
    }

    private var writable: Database {
        get throws(HomeStoreError) {
            let database = try readable
            guard isWritable else { throw .writeInsideRead }
            return database
        }
    }

    /// All rows of `table` that `sql` finds, each made into a value. The first column is the one that tells rows apart.
    func fetch<Value>(
        _ table: String, _ sql: String, _ arguments: StatementArguments = [], _ value: (StoredRow) throws -> Value
    ) throws -> [Value] {
        let rows = try Row.fetchCursor(readable.cachedStatement(sql: sql), arguments: arguments)
        var values: [Value] = []
        while let row = try rows.next() { values.append(try value(StoredRow(row, of: table))) }
        return values
    }

    func fetchOne<Value>(
        _ table: String, _ sql: String, _ arguments: StatementArguments, _ value: (StoredRow) throws -> Value
    ) throws -> Value? {
        try fetch(table, sql, arguments, value).first
    }

    /// - Returns: the row id of the row inserted last on this connection.
    @discardableResult
    func execute(_ sql: String, _ arguments: StatementArguments = []) throws -> Int64 {
        let database = try writable
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
        return database.lastInsertedRowID
    }
}
