import Models
import PostgresStore
import ServerCore
import Support
import Wire

/// The server's data in PostgreSQL, in a schema of its own. A backup is a copy of every table.
final class SimPostgres: SimData {
    private let database: PostgresDatabase
    private let session: PostgresSession
    private let store: PostgresStore
    private(set) var backupCount = 0

    /// In the order in which they can be filled.
    private static let tables = [
        "secrets", "couples", "former_histories", "devices", "entries", "grants", "records", "points", "feed", "withdrawals",
        "boxes",
        "tokens",
    ]

    init() throws {
        database = try TestPostgres.database()
        store = try PostgresStore(database, connections: 4)
        session = try PostgresSession(database)
    }

    func start(_ faults: SimFaults, limits: Limits, random: SeededRandom, clock: TestClock) throws -> SimProcess {
        try SimProcess(store, faults, limits: limits, random: random, clock: clock)
    }

    func read<Value>(_ body: (any StoreReader) throws -> Value) throws -> Value { try store.read { try body($0) } }

    func backUp() throws {
        try session.run("BEGIN ISOLATION LEVEL REPEATABLE READ")
        for table in Self.tables { try session.run("CREATE TABLE \(table)_\(backupCount) AS TABLE \(table)") }
        try session.run("COMMIT")
        backupCount += 1
    }

    func goBack(to backup: Int, openly: Bool, random: SeededRandom) throws {
        try session.run("BEGIN")
        try session.run("TRUNCATE \(Self.tables.joined(separator: ", "))")
        for table in Self.tables { try session.run("INSERT INTO \(table) TABLE \(table)_\(backup)") }
        try session.run("COMMIT")
        guard openly else { return }
        try store.write { try NewHistory(writer: $0, random: { random.bytes($0) }).beginEverywhere() }
    }

    /// Here only the disk decides which caller of a group fails.
    func failSavepoint(_ savepoint: Int) {}
    var state: MemoryState? { nil }
}
