import Models
import PostgresStore
import ServerCore
import Support
import Synchronization
import TestTraits
import Testing
import Wire

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What becomes of a commit that other servers are to hear of while the connection for that doesn't work.
@Suite("Announcing to other servers", .onPostgres, .onOwnThreads, .timeLimit(.minutes(1)))
struct AnnouncementTests {
    private let schema = TestPostgres.newSchema()
    private let admin: PostgresSession

    init() throws { admin = try PostgresSession(TestPostgres.database(schema: schema)) }

    /// The oldest connection for notifications of a role.
    private func listener(of role: String = "twofold") throws -> Int32 {
        let pid = try admin.integer(
            """
            SELECT pid FROM pg_stat_activity WHERE application_name = current_schema() AND usename = '\(role)'
            AND pid <> pg_backend_pid() AND query ~ '^(LISTEN|SELECT pg_notify|SELECT 1)' ORDER BY backend_start LIMIT 1
            """)
        return Int32(try #require(pid > 0 ? pid : nil))
    }

    @Test func `where PostgreSQL doesn't answer on it, it's replaced, and the others hear before the caller does`() async throws {
        let database = try TestPostgres.database(schema: schema)
        let clock = TestClock()
        let stores = try [1, 2].map { _ in try PostgresStore(database, connections: 8) }
        let servers = try stores.enumerated().map { try TestServer($1, clock: clock, seed: UInt64($0) + 80) }
        var couple = try await servers[0].couple()
        couple.second = try await servers[1].client(couple.second.partner)
        try await couple.second.pull()
        try await until { try await couple.second.sync().changes.isEmpty }
        let frozen = try listener()
        kill(frozen, SIGSTOP)
        defer { kill(frozen, SIGCONT) }
        let record = try couple.first.partner.record(.shared, at: couple.now)
        try await couple.first.pull([.record(RecordWrite(record: record))])
        // The clock stands still, so only a notification ends what is kept in memory.
        try await until {
            try await couple.second.sync()
            return couple.second.records[record.header.id] != nil
        }
    }

    @Test func `where there can be no other, nobody is answered before what the others keep has expired`() async throws {
        let role = "r\(schema)"
        try admin.run("CREATE ROLE \(role) LOGIN; GRANT ALL ON SCHEMA \(schema) TO \(role)")
        let time = Held(Duration.zero)
        let store = try PostgresStore(
            PostgresDatabase(url: TestPostgres.url(schema: schema) + "&user=\(role)"), connections: 4,
            uptime: { time.value })
        let peers = try #require(store.sharing as? Peers)
        let heard = Held(0)
        peers.listen { if $0 == nil { heard.value += 1 } }
        // Its own connections go on; new ones are refused.
        try admin.run("ALTER ROLE \(role) NOLOGIN")
        try admin.run("SELECT pg_terminate_backend(\(listener(of: role)), 5000)")
        try await until { !peers.isConnected }
        let isAnswered = Held(false)
        peers.announce(.all(of: .repeating(1))) { isAnswered.value = true }
        func tries(_ count: Int) async throws {
            let before = heard.value
            try await until { heard.value >= before + count }
        }
        try await tries(2)
        time.value = .milliseconds(9_999)
        try await tries(2)
        #expect(!isAnswered.value)
        time.value = .seconds(10)
        try await until { isAnswered.value }
        // What comes later is announced once that's possible.
        let isAnnounced = Held(false)
        peers.announce(.all(of: .repeating(2))) { isAnnounced.value = true }
        try await tries(2)
        #expect(!isAnnounced.value)
        try admin.run("ALTER ROLE \(role) LOGIN")
        try await until { isAnnounced.value }
        #expect(peers.isConnected)
    }
}

/// A value that a test and the store's threads share.
private final class Held<Value: Sendable>: Sendable {
    private let held: Mutex<Value>

    init(_ value: Value) { held = Mutex(value) }

    var value: Value {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }
}

extension FixedBytes {
    fileprivate static func repeating(_ octet: UInt8) -> Self { Self(validated: Bytes(repeating: octet, count: byteCount)) }
}
