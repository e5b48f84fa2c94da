import Dispatch
package import Models
package import ServerCore

/// The store of any number of servers: one PostgreSQL database.
///
/// A transaction that writes holds its couple's row, or, before there is one, a lock named after the couple. Transactions for different
/// couples therefore run at once, and those for one couple run one at a time, so they are serializable. A read is a snapshot, on
/// connections of its own, and waits for nobody.
package final class PostgresStore: Store {
    let database: PostgresDatabase
    package let readers: ConnectionPool
    package let writing: ConnectionPool
    private let threads: Workers
    private let sweeper: Sweeper
    private let peers: Peers

    package let writers: Int

    package var sharing: (any StoreSharing)? { peers }

    /// Whether it hears what other servers on the database commit.
    package var isHearing: Bool { peers.isConnected }

    /// Opens a database, and brings its schema up to date.
    ///
    /// - Parameters:
    ///   - connections: the most connections to open, besides one that waits for other servers' notifications. At least 4.
    ///   - patience: how long PostgreSQL may take to answer: longer than any wait for a lock.
    ///   - uptime: a monotonic clock.
    /// - Throws: `StoreError`: `newer`, `notDurable`, or why the database can't be opened.
    package init(
        _ database: PostgresDatabase, connections: Int = 16, patience: Duration = .seconds(10),
        uptime: @escaping @Sendable () -> Duration = PostgresStore.uptime
    ) throws {
        self.database = database
        writers = max(2, connections * 5 / 8)
        let readerCount = max(2, connections - writers)
        writing = ConnectionPool(database, capacity: writers, patience: patience)
        readers = ConnectionPool(database, capacity: readerCount, patience: patience)
        threads = Workers(readerCount, label: "twofold.reader")
        sweeper = Sweeper()
        try PostgresSchema.bringUpToDate(database)
        peers = try Peers(database, uptime: uptime)
    }

    package static let uptime: @Sendable () -> Duration = { .nanoseconds(Int64(DispatchTime.now().uptimeNanoseconds)) }

    deinit { close() }

    /// What commits rest on, in words for the server's operator.
    ///
    /// - Throws: `StoreError`.
    package func durability() throws -> String {
        let settings = try PostgresSession(database).texts(
            "SELECT current_setting('synchronous_commit'), current_setting('synchronous_standby_names')")
        guard let settings = settings.first else { throw StoreError.unavailable }
        let standbys = settings[1].isEmpty ? "no standby confirms commits" : "standbys that confirm commits: \(settings[1])"
        return "synchronous_commit is \(settings[0]); \(standbys)"
    }

    /// Closes every connection that nobody uses.
    package func close() {
        peers.close()
        writing.close()
        readers.close()
    }

    package func read<Value>(_ body: (PostgresTransaction) throws -> Value) throws -> Value {
        try readers.lend { connection in
            try connection.queue(.beginSnapshot)
            // There's nothing to undo, and nothing to wait for.
            defer {
                try? connection.queue(.commit)
                connection.sendAway()
            }
            return try body(PostgresTransaction(connection: connection, scope: .nothing, sweeper: sweeper))
        }
    }

    package func reading<Value: Sendable>(_ body: @escaping @Sendable (PostgresTransaction) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            threads.run { continuation.resume(with: Result { try self.read(body) }) }
        }
    }

    /// Waits for every transaction that writes, and keeps others from beginning: for what isn't one couple's.
    package func write<Value>(_ body: (PostgresTransaction) throws -> Value) throws -> Value {
        try write(.everything, locking: { try lockAll(on: $0) }, body)
    }

    package func write<Value>(for couple: CoupleID, _ body: (PostgresTransaction) throws -> Value) throws -> Value {
        try write(.couple(couple), locking: { try Self.lock(couple, on: $0) }, body)
    }

    private func write<Value>(
        _ scope: PostgresTransaction.Scope, locking lock: (PostgresConnection) throws -> LockedRow?,
        _ body: (PostgresTransaction) throws -> Value
    ) throws -> Value {
        let value = try writing.lend { connection in
            do {
                try connection.queue(.begin)
                let locked = try lock(connection)
                let value = try body(
                    PostgresTransaction(connection: connection, scope: scope, sweeper: sweeper, locked: locked))
                try commit(connection)
                return value
            } catch {
                if connection.failure == nil {
                    try? connection.queue(.rollback)
                    connection.sendAway()
                }
                throw error
            }
        }
        sweep()
        return value
    }

    /// Without keeping the caller waiting. What fails is left for another time.
    private func sweep() {
        let due = sweeper.take()
        guard !due.isEmpty else { return }
        threads.run { [writing] in
            for (statement, time) in due {
                _ = try? writing.lend { try $0.rows(statement, [time.milliseconds]) { _ in } }
            }
        }
    }

    /// Afterwards every statement sees what the couple's earlier transactions have committed: each has a snapshot of its own.
    private static func lock(_ couple: CoupleID, on connection: PostgresConnection) throws -> LockedRow {
        func lockRow() throws -> CoupleRow? {
            try connection.rows(.lockCouple, [couple.column]) { try CoupleRow(couple, in: $0) }.first
        }
        if let row = try lockRow() { return LockedRow(row) }
        _ = try connection.rows(.lockUnknownCouple, [couple.column]) { _ in }
        // Whoever held that lock may have founded the couple.
        return LockedRow(try lockRow())
    }

    private func lockAll(on connection: PostgresConnection) throws -> LockedRow? {
        try connection.queue(.lockAll)
        return nil
    }

    /// - Throws: `outcomeUnknown` if the connection is lost before the reply: nobody may repeat the transaction then.
    private func commit(_ connection: PostgresConnection) throws {
        try connection.queue(.commit)
        do {
            try connection.synchronize()
        } catch StoreError.unavailable {
            throw StoreError.outcomeUnknown
        }
    }
}
