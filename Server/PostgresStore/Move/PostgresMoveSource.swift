import ServerCore
package import StoreSQL

/// A PostgreSQL database to move from. From `hold` on, transactions of servers that still use it wait, and fail after a while; once it's
/// marked, all of them fail.
package final class PostgresMoveSource: MoveSource {
    private let session: PostgresSession
    private var isHolding = false

    /// - Throws: `StoreError`: `absent`, `newer`, `older`.
    package init(_ database: PostgresDatabase) throws {
        session = try PostgresSession(database)
        try session.run("SET idle_in_transaction_session_timeout = 0; SET lock_timeout = '1min'")
        try PostgresSchema.checkVersion(session)
    }

    package func rows(of table: StoredTable, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        try session.rows(of: table, take)
    }

    package func mark() throws -> MoveMark? { try session.mark() }

    package func hold() throws {
        // The snapshot is taken by the first statement that reads, and so after the lock.
        try session.run("BEGIN ISOLATION LEVEL REPEATABLE READ")
        try session.run("LOCK TABLE couples IN EXCLUSIVE MODE")
        isHolding = true
    }

    package func put(_ mark: MoveMark) throws {
        try session.putSecret(mark.octets, name: SecretName.moved)
        guard isHolding else { return }
        isHolding = false
        try session.hideCouples()
        try session.run("COMMIT")
    }

    package func removeMark() throws {
        try session.run("BEGIN")
        try session.showCouples()
        try session.run("DELETE FROM secrets WHERE name = '\(SecretName.moved)'")
        try session.run("COMMIT")
    }
}
