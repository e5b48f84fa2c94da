import SQLiteStore
package import ServerCore
package import Wire

/// The stores that server tests run on.
package enum StoreKind: String, Sendable, CaseIterable {
    case memory, sqlite

    /// A server on an empty store. Its files are deleted with it.
    package func server(
        limits: Limits = Limits(), registration: Registration = .open, clock: TestClock = TestClock()
    ) throws -> TestServer {
        switch self {
        case .memory: try TestServer(MemoryStore(), limits: limits, registration: registration, clock: clock)
        case .sqlite:
            try TestServer(TemporarySQLiteStore(), limits: limits, registration: registration, clock: clock)
        }
    }
}
