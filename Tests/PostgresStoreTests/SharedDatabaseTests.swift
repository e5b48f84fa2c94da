import Models
import PostgresStore
import ServerCore
import Support
import TestTraits
import Testing
import Wire

/// Two servers that share nothing but the database.
@Suite("Two servers on one database", .onPostgres, .onOwnThreads, .timeLimit(.minutes(1)))
struct SharedDatabaseTests {
    private let stores: [PostgresStore]
    private let servers: [TestServer]
    private let database: PostgresDatabase

    init() throws {
        database = try TestPostgres.database()
        let clock = TestClock()
        stores = try [1, 2].map { [database] _ in try PostgresStore(database, connections: 8) }
        servers = try stores.enumerated().map { try TestServer($1, clock: clock, seed: UInt64($0) + 70) }
    }

    /// A couple whose first partner calls one server, and whose second the other.
    private func couple() async throws -> TestCouple {
        var couple = try await servers[0].couple()
        couple.second = try await servers[1].client(couple.second.partner)
        try await couple.second.pull()
        return couple
    }

    @Test func `what one has committed, the other's next reply brings`() async throws {
        var couple = try await couple()
        for _ in 0..<20 {
            try await until { try await couple.second.sync().changes.isEmpty }
            let record = try couple.first.partner.record(.shared, at: couple.now)
            try await couple.first.pull([.record(RecordWrite(record: record))])
            // The clock stands still, so only a notification ends what is kept in memory.
            try await until {
                try await couple.second.sync()
                return couple.second.records[record.header.id] != nil
            }
        }
    }

    @Test func `a removed device is out at the other too`() async throws {
        var couple = try await couple()
        var phone = try await couple.second.linked()
        try await phone.sync()
        var elsewhere = try await servers[0].client(couple.second.partner)
        try await elsewhere.pull()
        try await elsewhere.pull([couple.second.partner.append(.remove(device: phone.partner.device.id, standing: []))])
        await #expect(throws: Problem.of(.tokenUnknown)) {
            try await until {
                try await phone.sync()
                return false
            }
        }
        await #expect(throws: Problem.of(.tokenUnknown)) { try await phone.server.exchange.check(phone.token) }
    }

    @Test func `where no notification comes, what is kept is good for ten seconds`() async throws {
        var couple = try await couple()
        var phone = try await couple.second.linked()
        stores[1].close()
        var elsewhere = try await servers[0].client(couple.second.partner)
        try await elsewhere.pull()
        try await until { (stores[1].sharing as? Peers)?.isConnected == false }
        try await phone.sync()
        try await elsewhere.pull([couple.second.partner.append(.remove(device: phone.partner.device.id, standing: []))])
        servers[1].clock.advance(seconds: 10)
        await #expect(throws: Problem.of(.tokenUnknown)) { try await phone.sync() }
    }

    @Test func `a lost connection for notifications is made again`() async throws {
        var couple = try await couple()
        try PostgresSession(database).run(
            """
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
            WHERE pid <> pg_backend_pid() AND application_name = current_schema() AND query ~ '^(LISTEN|SELECT pg_notify|SELECT 1)'
            """)
        for store in stores { try await until { (store.sharing as? Peers)?.isConnected == true } }
        let record = try couple.first.partner.record(.shared, at: couple.now)
        try await couple.first.pull([.record(RecordWrite(record: record))])
        try await until {
            try await couple.second.sync()
            return couple.second.records[record.header.id] != nil
        }
    }

    @Test func `both partners sealing at once through different servers reveal exactly once`() async throws {
        var couple = try await couple()
        for number in 0..<1_000 {
            let round = couple.round()
            let (mine, theirs) = try (
                couple.first.partner.seal(round, at: couple.now), couple.second.partner.seal(round, at: couple.now)
            )
            let (before, other) = (couple.first, couple.second)
            async let one = before.pulled([mine])
            async let two = other.pulled([theirs])
            (couple.first, couple.second) = try await (one, two)
            var seen: [[RecordChange?]] = []
            for var client in [couple.first, couple.second] {
                try await until {
                    try await client.pull()
                    return [couple.first, couple.second].allSatisfy {
                        client.belief(of: round, by: $0.partner.id)?.phase == .revealed
                    }
                }
                seen.append([couple.first, couple.second].map { client.belief(of: round, by: $0.partner.id) })
            }
            #expect(seen[0].map(\.?.opening) == seen[1].map(\.?.opening), "round \(number)")
        }
        #expect(try PostgresStore.check(database).isEmpty)
        #expect(try PostgresStore.stats(database).records == ["sealed": 2_000])
    }
}
