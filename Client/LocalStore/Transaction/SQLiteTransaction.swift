import ClientCore
import GRDB

/// One transaction on the single connection of a `SQLiteHome`.
final class SQLiteTransaction: HomeWriter {
    private var database: Database?

    private init(database: Database) { self.database = database }

    /// Passes `body` a transaction that can't be used after it returns.
    static func run<Result>(on database: Database, _ body: (SQLiteTransaction) throws -> Result) throws -> Result {
        let transaction = SQLiteTransaction(database: database)
        defer { transaction.database = nil }
        return try body(transaction)
    }

    var live: Database {
        get throws(HomeStoreError) {
            guard let database else { throw .transactionEnded }
            return database
        }
    }

    /// Decodes all rows of `table` that `sql` selects. The first column must identify the row.
    func fetch<Value>(
        _ table: String, _ sql: String, _ arguments: StatementArguments = [], _ value: (StoredRow) throws -> Value
    ) throws -> [Value] {
        let rows = try Row.fetchCursor(live.cachedStatement(sql: sql), arguments: arguments)
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
        let database = try live
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
        return database.lastInsertedRowID
    }
}
