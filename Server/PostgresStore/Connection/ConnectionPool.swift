import Dispatch
import ServerCore
import Synchronization

/// At most so many connections, opened when they are first needed, and used by one thread at a time.
final class ConnectionPool: Sendable {
    private let database: PostgresDatabase
    private let free: DispatchSemaphore
    private let idle = Mutex<[PostgresConnection]>([])

    private static var patience: DispatchTimeInterval { .seconds(5) }

    init(_ database: PostgresDatabase, capacity: Int) {
        self.database = database
        free = DispatchSemaphore(value: capacity)
    }

    /// Lends a connection to `body`. One that has failed is closed.
    ///
    /// - Throws: `busy` if all are in use for too long, `StoreError` if none can be opened, or what `body` throws.
    func lend<Value>(_ body: (PostgresConnection) throws -> Value) throws -> Value {
        guard free.wait(timeout: .now() + Self.patience) == .success else { throw StoreError.busy }
        defer { free.signal() }
        let connection = try take()
        defer { if connection.failure == nil { idle.withLock { $0.append(connection) } } }
        return try body(connection)
    }

    private func take() throws -> PostgresConnection {
        while let connection = idle.withLock({ $0.popLast() }) {
            if connection.isReady() { return connection }
        }
        return try PostgresConnection(to: database)
    }

    /// Closes those that nobody uses.
    func close() { idle.withLock { $0 = [] } }
}
