import PostgresStore
import SQLiteStore
package import ServerCore
package import Wire

/// The stores that server tests run on: those of every run, or PostgreSQL alone beside `Scripts/with-postgres`.
package enum StoreKind: String, Sendable, CaseIterable {
    case memory, sqlite, postgres

    package static let allCases: [StoreKind] = TestPostgres.isThere ? [.postgres] : [.memory, .sqlite]

    /// A server on an empty store. Its files are deleted with it.
    package func server(
        limits: Limits = Limits(), registration: Registration = .open, clock: TestClock = TestClock()
    ) throws -> TestServer {
        switch TestPostgres.isThere ? .postgres : self {
        case .memory: try TestServer(MemoryStore(), limits: limits, registration: registration, clock: clock)
        case .sqlite:
            try TestServer(TemporarySQLiteStore(), limits: limits, registration: registration, clock: clock)
        case .postgres:
            try TestServer(
                PostgresStore(TestPostgres.database(), connections: 4), limits: limits, registration: registration, clock: clock)
        }
    }
}
