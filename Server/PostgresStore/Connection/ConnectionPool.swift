import Dispatch
import ServerCore
import Synchronization

/// At most so many connections, opened when they are first needed, and used by one thread at a time.
package final class ConnectionPool: Sendable {
    private let database: PostgresDatabase
    private let free: DispatchSemaphore
    private let idle = Mutex<[PostgresConnection]>([])
    private let lent = Atomic(0)
    private let patience: Duration
    package let capacity: Int

    private static var queueing: DispatchTimeInterval { .seconds(5) }

    /// - Parameter patience: how long the server may take to answer.
    init(_ database: PostgresDatabase, capacity: Int, patience: Duration) {
        self.database = database
        self.capacity = capacity
        self.patience = patience
        free = DispatchSemaphore(value: capacity)
    }

    /// The number of connections in use.
    package var used: Int { lent.load(ordering: .relaxed) }

    /// Lends a connection to `body`. One that has failed is closed.
    ///
    /// - Throws: `busy` if all are in use for too long, `StoreError` if none can be opened, or what `body` throws.
    func lend<Value>(_ body: (PostgresConnection) throws -> Value) throws -> Value {
        guard free.wait(timeout: .now() + Self.queueing) == .success else { throw StoreError.busy }
        lent.wrappingAdd(1, ordering: .relaxed)
        defer {
            lent.wrappingSubtract(1, ordering: .relaxed)
            free.signal()
        }
        let connection = try take()
        defer { put(connection) }
        return try body(connection)
    }

    private func take() throws -> PostgresConnection {
        while let connection = idle.withLock({ $0.popLast() }) {
            if connection.isReady() { return connection }
            if connection.failure != nil { close() }
        }
        return try PostgresConnection(to: database, patience: patience)
    }

    private func put(_ connection: PostgresConnection) {
        switch connection.failure {
        case nil: idle.withLock { $0.append(connection) }
        // The others lead to the same server. It may be gone, or have become a standby, and take its time to say so.
        case .unavailable, .outcomeUnknown, .readOnly: close()
        default: break
        }
    }

    /// Closes those that nobody uses.
    func close() {
        let unused = idle.withLock { idle in
            defer { idle = [] }
            return idle
        }
        withExtendedLifetime(unused) {}
    }
}
