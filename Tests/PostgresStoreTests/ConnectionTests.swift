import Dispatch
import Models
import PostgresStore
import ServerCore
import Support
import Synchronization
import TestTraits
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite("Connections to PostgreSQL", .onPostgres, .onOwnThreads, .timeLimit(.minutes(2)))
struct ConnectionTests {
    private let database: PostgresDatabase
    private let store: PostgresStore

    init() throws {
        database = try TestPostgres.database()
        store = try PostgresStore(database, connections: 4)
    }

    private static func value(_ store: PostgresStore) throws -> Bytes? { try store.read { try $0.secret("a") } }

    /// Ends every connection of the store but its own.
    private func cutOff(_ session: PostgresSession) throws {
        try session.run(
            """
            SELECT pg_terminate_backend(other.pid, 5000) FROM pg_stat_activity AS other
            JOIN pg_locks ON pg_locks.pid = other.pid
            WHERE other.pid <> pg_backend_pid() AND relation = 'couples'::regclass
            """)
    }

    @Test func `one lost in the middle writes nothing, and the next transaction gets another`() throws {
        let session = try PostgresSession(database)
        #expect(throws: StoreError.unavailable) {
            try store.write { writer in
                try writer.putSecret([1], name: "a")
                _ = try writer.secret("a")
                try cutOff(session)
                _ = try writer.secret("a")
            }
        }
        #expect(try Self.value(store) == nil)
        try store.write { try $0.putSecret([2], name: "a") }
        #expect(try Self.value(store) == [2])
    }

    @Test func `one lost while it's idle is noticed before it's used`() throws {
        try store.write { try $0.putSecret([1], name: "a") }
        _ = try Self.value(store)
        try PostgresSession(database).run(
            """
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
            WHERE pid <> pg_backend_pid() AND query = 'COMMIT' AND application_name = current_schema()
            """)
        try store.write { try $0.putSecret([2], name: "a") }
        #expect(try Self.value(store) == [2])
    }

    @Test func `one lost during the commit leaves its outcome unknown, and nothing is repeated`() throws {
        let session = try PostgresSession(database)
        // The server's process ends while it commits, after everything else.
        try session.run(
            """
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER die AFTER INSERT ON secrets DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()
            """)
        let runs = Mutex(0)
        #expect(throws: StoreError.outcomeUnknown) {
            try store.write { writer in
                runs.withLock { $0 += 1 }
                try writer.putSecret([1], name: "a")
            }
        }
        #expect(runs.withLock { $0 } == 1)
        try session.run("DROP TRIGGER die ON secrets")
        try store.write { try $0.putSecret([2], name: "a") }
    }

    @Test func `a commit whose wait for a standby was cancelled is not acknowledged`() throws {
        // PostgreSQL reports success then, after a warning.
        let session = try PostgresSession(database)
        try session.run(
            """
            CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN RAISE WARNING ''canceling wait for synchronous replication due to user request''; RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER warn AFTER INSERT ON secrets DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION warn()
            """)
        #expect(throws: StoreError.outcomeUnknown) { try store.write { try $0.putSecret([1], name: "a") } }
        try session.run("DROP TRIGGER warn ON secrets")
        try store.write { try $0.putSecret([2], name: "b") }
        #expect(try Self.value(store) == [1])
    }

    @Test func `a server that has become a standby is left, on every connection`() async throws {
        func connections() throws -> Set<String> {
            let found = try PostgresSession(database).texts(
                "SELECT pid FROM pg_stat_activity WHERE application_name = current_schema() AND query = 'COMMIT'")
            return Set(found.flatMap { $0 })
        }
        try store.write(for: CoupleID(validated: Bytes(repeating: 1, count: 32))) { _ in
            try store.write(for: CoupleID(validated: Bytes(repeating: 2, count: 32))) { _ in }
        }
        let before = try connections()
        let session = try PostgresSession(database)
        try session.run(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION USING ERRCODE = ''25006''; END';
            CREATE TRIGGER refuse BEFORE INSERT ON secrets FOR EACH ROW EXECUTE FUNCTION refuse()
            """)
        #expect(throws: StoreError.readOnly) { try store.write { try $0.putSecret([1], name: "a") } }
        try session.run("DROP TRIGGER refuse ON secrets")
        try store.write { try $0.putSecret([2], name: "a") }
        #expect(before.count == 2)
        try await until { try connections().isDisjoint(with: before) }
    }

    @Test func `one that neither answers nor closes is given up`() throws {
        let impatient = try PostgresStore(database, connections: 4, patience: .milliseconds(200))
        let session = try PostgresSession(database)
        var process: pid_t = 0
        #expect(throws: StoreError.unavailable) {
            try impatient.write { writer in
                _ = try writer.secret("a")
                process = pid_t(
                    try session.integer(
                        "SELECT pid FROM pg_locks WHERE relation = 'couples'::regclass AND mode = 'ExclusiveLock'"))
                kill(process, SIGSTOP)
                _ = try writer.secret("a")
            }
        }
        kill(process, SIGCONT)
        try store.write { try $0.putSecret([2], name: "a") }
        #expect(try Self.value(store) == [2])
    }

    @Test func `settings that acknowledge what isn't on disk are refused`() throws {
        for setting in ["off", "local", "remote_write"] {
            let unsafe = try TestPostgres.database(schema: "settings", options: ["synchronous_commit=\(setting)"])
            #expect(throws: StoreError.notDurable) { try PostgresStore(unsafe) }
        }
        _ = try PostgresStore(TestPostgres.database(schema: "settings", options: ["synchronous_commit=remote_apply"]))
    }

    @Test func `processes that start at once migrate an empty database once, and one that is newer not at all`() throws {
        let database = try TestPostgres.database()
        let failures = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            do { _ = try PostgresStore(database, connections: 4) } catch { failures.withLock { $0 += 1 } }
        }
        #expect(failures.withLock { $0 } == 0)
        try PostgresSession(database).run("INSERT INTO migrations VALUES (1000)")
        #expect(throws: StoreError.newer) { try PostgresStore(database) }
        #expect(throws: StoreError.newer) { try PostgresStore.check(database) }
    }
}

@Suite("The URL of a database")
struct DatabaseURLTests {
    @Test(arguments: [
        "postgres://ada:secret@host/db", "postgres://host/db?password=secret", "postgresql:///db?user=ada&sslpassword=x",
    ])
    func `a password in it is refused`(_ url: String) {
        #expect(throws: PostgresDatabase.URLError.containsPassword) { try PostgresDatabase(url: url) }
    }

    @Test(arguments: ["", "host=localhost", "mysql://host/db", "postgres://[::1/db", "postgres:///db?nonsense=1"])
    func `what isn't one is refused`(_ url: String) {
        #expect(throws: PostgresDatabase.URLError.malformed) { try PostgresDatabase(url: url) }
    }

    @Test func `a database that can't be reached is unavailable, and libpq says why`() throws {
        let nowhere = try PostgresDatabase(url: "postgres:///db?host=/nonexistent&user=ada")
        #expect(throws: StoreError.unavailable) { try PostgresStore(nowhere) }
        #expect(nowhere.obstacle()?.contains("/nonexistent") == true)
    }
}
