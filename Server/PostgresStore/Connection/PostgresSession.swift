import CPostgres
package import ServerCore

/// A connection for statements that are only run now and then, each as one string of SQL without arguments.
///
/// Use it from one thread at a time.
// Unchecked: libpq allows a connection to move between threads.
package final class PostgresSession: @unchecked Sendable {
    let connection: OpaquePointer

    /// - Throws: `StoreError`.
    package init(_ database: PostgresDatabase) throws(StoreError) { connection = try database.connect() }

    deinit { PQfinish(connection) }

    package func run(_ sql: String) throws(StoreError) { _ = try texts(sql) }

    /// The first row's first column; 0 if there's none, or it isn't an integer.
    package func integer(_ sql: String) throws(StoreError) -> Int { try texts(sql).first?.first.flatMap { Int($0) } ?? 0 }

    /// The result's rows. NULL is empty.
    package func texts(_ sql: String) throws(StoreError) -> [[String]] {
        let result = PQexec(connection, sql)
        defer { PQclear(result) }
        guard let result, [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else { throw StoreError(of: result) }
        return Self.texts(of: result)
    }

    /// The same, but gives up after a while. The session can't be used after that.
    package func texts(_ sql: String, within patience: Duration) throws(StoreError) -> [[String]] {
        let result = try BoundedStatement.run(sql, on: connection, within: patience)
        defer { PQclear(result) }
        return Self.texts(of: result)
    }

    private static func texts(of result: OpaquePointer) -> [[String]] {
        (0..<PQntuples(result)).map { row in
            (0..<PQnfields(result)).map { String(cString: PQgetvalue(result, row, $0)) }
        }
    }
}

extension StoreError {
    init(of result: OpaquePointer?) { self.init(state: result.flatMap(twofold_pg_state).map { String(cString: $0) }) }
}
