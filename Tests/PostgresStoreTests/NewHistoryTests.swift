import Models
import PostgresStore
import SQLiteStore
import ServerCore
import StoreSQL
import Support
import Testing
import Wire

/// What an operator says after PostgreSQL's own means have put an older state in place.
@Suite("A new history in a PostgreSQL database", .onPostgres)
struct NewHistoryTests {
    private let database: PostgresDatabase

    init() throws { database = try TestPostgres.database() }

    private func begin() throws { try PostgresStore.beginNewHistories(database, random: SeededRandom(seed: 9).bytes) }

    @Test func `is begun for every couple, and no seal counts before its author is back`() async throws {
        var couples: [TestCouple] = []
        do {
            let server = try TestServer(PostgresStore(database, connections: 4))
            for seed in 1...3 {
                var couple = try await server.couple(CouplePlan(seed: UInt64(seed)))
                try await couple.first.pull([couple.first.partner.seal(couple.round(), at: couple.now)])
                couples.append(couple)
            }
        }
        try begin()
        #expect(try PostgresStore.check(database).isEmpty)
        #expect(try PostgresStore.stats(database).tokens == 0)
        let server = try TestServer(PostgresStore(database, connections: 4), seed: 77)
        for couple in couples {
            let id = couple.first.partner.couple
            #expect(try server.stored(.inviter, id).map(\.counts) == [false])
            var first = try await server.client(couple.first.partner)
            (first.cursor, first.furthest) = (couple.first.cursor, couple.first.furthest)
            await #expect(throws: Problem.of(.historyChanged)) { try await first.pull() }
        }
    }

    @Test func `can be begun for more couples than are taken at once`() async throws {
        let store = try PostgresStore(database, connections: 4)
        let random = SeededRandom(seed: 4)
        try store.write { writer in
            for _ in 0..<1_001 {
                try writer.put(
                    CoupleRow(
                        id: random.value(), history: random.value(),
                        sides: PerSide(inviter: SideState(partner: random.value()), joiner: SideState())))
            }
        }
        try begin()
        #expect(try PostgresSession(database).integer("SELECT count(*) FROM former_histories") == 1_001)
    }

    @Test func `lets servers serve a database again that was moved`() throws {
        _ = try TestServer(PostgresStore(database, connections: 4))
        let folder = try TemporaryFolder()
        let target = try SQLiteMoveTarget(folder: folder.path + "/data") { _ in }
        _ = try Move(from: PostgresMoveSource(database), to: target, place: "there").run(id: "1") { _ in }
        #expect(throws: StoreError.moved(to: "there")) { try PostgresStore(database, connections: 4) }
        try begin()
        _ = try TestServer(PostgresStore(database, connections: 4))
        #expect(try PostgresStore.check(database).isEmpty)
    }
}
