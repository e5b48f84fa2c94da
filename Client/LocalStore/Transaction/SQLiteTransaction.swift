import ClientCore
import GRDB

/// One transaction on the single connection of a `SQLiteHome`.
final class SQLiteTransaction: HomeTransaction {
    private var database: Database?
    private let isWritable: Bool

    private init(database: Database, isWritable: Bool) {
        self.database = database
        self.isWritable = isWritable
    }

    /// Passes `body` a transaction that can't be used after it returns.
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

    /// Decodes all rows of `table` that `sql` selects. The first column must identify the row.
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

    /// - Returns: the id of the row last inserted on this connection.
    @discardableResult
    func execute(_ sql: String, _ arguments: StatementArguments = []) throws -> Int64 {
        let database = try writable
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
        return database.lastInsertedRowID
    }
}
