import PostgresStore
import ServerCore
import Support
import Testing

@Suite("Looking into a PostgreSQL database", .onPostgres)
struct MaintenanceTests {
    @Test func `statistics and the check work while a server runs`() async throws {
        let database = try TestPostgres.database()
        #expect(throws: StoreError.absent) { try PostgresStore.stats(database) }
        let server = try TestServer(PostgresStore(database, connections: 4))
        _ = try await server.couple()
        let stats = try PostgresStore.stats(database)
        #expect((stats.couples, stats.paired, stats.ended) == (1, 1, 0))
        #expect((stats.tokens, stats.boxes) == (2, 1))
        #expect(stats.liveDevices >= 2 && stats.databaseBytes > 0)
        #expect(try PostgresStore.check(database).isEmpty)
    }

    @Test(arguments: [
        (CheckFinding.Kind.feedHead, "UPDATE couples SET inviter_head = 1"), (.feedSubject, "DELETE FROM feed"),
        (.frozenRound, "UPDATE records SET phase = 1 WHERE scope = 0"),
        (.revealedRound, "UPDATE records SET opening_signature = NULL"),
        (.log, "DELETE FROM entries WHERE number = 1"),
    ]) func `damage is found`(_ kind: CheckFinding.Kind, _ damage: String) async throws {
        let database = try TestPostgres.database()
        var couple = try await TestServer(PostgresStore(database, connections: 4)).couple()
        let round = couple.round()
        try await couple.first.pull([couple.first.partner.seal(round, at: couple.now)])
        try await couple.second.pull([couple.second.partner.seal(round, at: couple.now)])
        #expect(try PostgresStore.check(database).isEmpty)
        try PostgresSession(database).run(damage)
        #expect(try PostgresStore.check(database).contains { $0.kind == kind })
    }
}
