package import ServerCore
package import StoreSQL

/// A PostgreSQL database to move into, in one transaction, its tables included.
package final class PostgresMoveTarget: MoveTarget {
    private let session: PostgresSession

    /// Begins the transaction, and waits for every other process that sets up the database or moves into it.
    ///
    /// - Throws: `StoreError`; `newer` for a database of a newer version of this program.
    package init(_ database: PostgresDatabase) throws {
        session = try PostgresSession(database)
        try session.run("SET idle_in_transaction_session_timeout = 0; SET lock_timeout = '1min'")
        try session.run("BEGIN")
        try PostgresSchema.migrate(session, evenIfMoved: true)
    }

    package func contents() throws -> MoveTargetContents {
        if let id = try session.secretText(SecretName.arrived) { return .arrival(id: id) }
        // A server may be founding a couple just now.
        guard try session.mark() == nil else { return .other }
        try session.run("LOCK TABLE couples IN EXCLUSIVE MODE")
        return try session.integer("SELECT (SELECT count(*) FROM secrets) + (SELECT count(*) FROM couples)") == 0
            ? .nothing : .other
    }

    package func insert(into table: StoredTable, _ rows: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
        try session.insert(into: table, rows)
    }

    package func rows(of table: StoredTable, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        try session.rows(of: table, take)
    }

    package func findings() throws -> [CheckFinding] {
        // Without statistics, the check's queries would take ways that suit small tables.
        for table in StoredTable.all { try session.run("ANALYZE \(table.name)") }
        return try PostgresStore.findings(in: session)
    }

    package func commit(as id: String) throws {
        try session.putSecret(Array(id.utf8), name: SecretName.arrived)
        do {
            try session.run("COMMIT")
        } catch {
            throw error == .unavailable ? StoreError.outcomeUnknown : error
        }
    }
}
