import Models
import PostgresStore
import SQLiteStore
import ServerCore
import StoreSQL
import Support
import Testing
import Wire

@Suite("Moving into PostgreSQL and back", .onPostgres, .timeLimit(.minutes(1)))
struct MoveTests {
    private let folder: TemporaryFolder
    private let database: PostgresDatabase
    private let clock = TestClock()
    private var data: String { folder.path + "/data" }
    private var other: String { folder.path + "/other" }

    init() throws {
        folder = try TemporaryFolder()
        database = try TestPostgres.database()
    }

    /// In `data`.
    private func populate() async throws -> TestCouple {
        let store = try SQLiteStore(folder: data)
        let couple = try await TestServer(store, clock: clock).populated(store)
        try store.close()
        return couple
    }

    @discardableResult
    private func moveThere(_ id: String = "1") throws -> Bool {
        try Move(from: SQLiteMoveSource(folder: data), to: PostgresMoveTarget(database), place: "there").run(id: id) { _ in }
    }

    @discardableResult
    private func moveBack(_ id: String = "2") throws -> Bool {
        let target = try SQLiteMoveTarget(folder: other) { _ in }
        return try Move(from: PostgresMoveSource(database), to: target, place: other).run(id: id) { _ in }
    }

    /// Both go on where they were: nothing is sent twice, and what one writes reaches the other.
    private func goOn(_ couple: inout TestCouple, on server: TestServer, _ counter: UInt32) async throws {
        (couple.first, couple.second) = (couple.first.on(server), couple.second.on(server))
        #expect(try await couple.first.pull().changes.isEmpty)
        #expect(try await couple.second.pull().changes.isEmpty)
        let note = try couple.first.partner.record(.shared, at: couple.now, counter: counter)
        try await couple.first.pull([.record(RecordWrite(record: note))])
        #expect(try await couple.second.pull().changes.records.map(\.header.id) == [note.header.id])
    }

    @Test func `there and back, every table is as it was`() async throws {
        _ = try await populate()
        let before = try SQLiteMoveSource(folder: data).digests()
        for (table, digest) in before { #expect(digest.rows > 0, "\(table)") }
        #expect(try moveThere())
        #expect(try PostgresMoveSource(database).digests() == before)
        #expect(try PostgresStore.check(database).isEmpty)
        #expect(try moveBack())
        #expect(try SQLiteMoveSource(folder: other).digests() == before)
        #expect(try SQLiteStore.check(folder: other).isEmpty)
    }

    @Test func `clients go on with their tokens and cursors, there and back`() async throws {
        var couple = try await populate()
        try moveThere()
        do {
            let store = try PostgresStore(database, connections: 4)
            try await goOn(&couple, on: TestServer(store, clock: clock, seed: 77), 1)
        }
        try moveBack()
        let store = try SQLiteStore(folder: other)
        try await goOn(&couple, on: TestServer(store, clock: clock, seed: 78), 2)
        try store.close()
    }

    @Test func `a server that still runs on a database that was moved takes nothing, and none starts`() async throws {
        let store = try PostgresStore(database, connections: 4)
        let server = try TestServer(store)
        var couple = try await server.couple()
        try moveBack()
        server.forget()
        let note = try Write.record(RecordWrite(record: couple.first.partner.record(.shared, at: couple.now)))
        await #expect(throws: Problem.of(.notReady, retryAfter: 5)) { try await couple.first.pull([note]) }
        await #expect(throws: Problem.of(.notReady, retryAfter: 5)) { try await couple.first.pull() }
        #expect(throws: StoreError.moved(to: other)) { try PostgresStore(database) }
        #expect(throws: StoreError.moved(to: other)) { try PostgresStore.check(database) }
        #expect(throws: StoreError.moved(to: other)) { try PostgresStore.stats(database) }
        #expect(throws: StoreError.moved(to: other)) { try moveBack() }
    }

    @Test func `nobody writes while it's copied`() async throws {
        let server = try TestServer(PostgresStore(database, connections: 4))
        let couple = try await server.couple()
        let source = try PostgresMoveSource(database)
        try source.hold()
        let session = try PostgresSession(database)
        try session.run("SET lock_timeout = '10ms'")
        for statement in [
            "SELECT 1 FROM couples FOR UPDATE", "UPDATE couples SET inviter_head = 9", "INSERT INTO couples SELECT * FROM couples",
        ] {
            #expect(throws: StoreError.busy) { try session.run(statement) }
        }
        #expect(try session.integer("SELECT count(*) FROM couples") == 1)
        withExtendedLifetime((couple, source)) {}
    }

    @Test func `a database that isn't empty isn't moved into`() async throws {
        _ = try await populate()
        _ = try TestServer(PostgresStore(database, connections: 4))
        #expect(throws: StoreError.notEmpty) { try moveThere() }
        try SQLiteStore(folder: data).close()
        try moveBack()
        #expect(throws: StoreError.notEmpty) { try moveThere() }
    }

    @Test(arguments: MoveEnding.allCases)
    func `killed on the way there, one of both is served at most, and running it again finishes`(_ ending: MoveEnding) async throws
    {
        _ = try await populate()
        let before = try SQLiteMoveSource(folder: data).digests()
        #expect(throws: Killed.self) {
            let source = EndingSource(try SQLiteMoveSource(folder: data), at: ending)
            _ = try Move(from: source, to: EndingTarget(PostgresMoveTarget(database), at: ending), place: "there").run(id: "1") {
                _ in
            }
        }
        let isMarked = [.marked, .committed].contains(ending)
        if isMarked {
            #expect(throws: StoreError.moving(to: "there")) { try SQLiteStore(folder: data) }
        } else {
            try SQLiteStore(folder: data).close()
        }
        if ending == .committed {
            #expect(try PostgresStore.check(database).isEmpty)
        } else {
            #expect(throws: StoreError.absent) { try PostgresStore.check(database) }
        }
        #expect(try moveThere("2") == (ending != .committed))
        #expect(throws: StoreError.moved(to: "there")) { try SQLiteStore(folder: data) }
        #expect(try PostgresMoveSource(database).digests() == before)
    }

    @Test(arguments: MoveEnding.allCases)
    func `killed on the way back, one of both is served at most, and running it again finishes`(_ ending: MoveEnding) async throws {
        _ = try await populate()
        try moveThere()
        let before = try PostgresMoveSource(database).digests()
        #expect(throws: Killed.self) {
            let source = EndingSource(try PostgresMoveSource(database), at: ending)
            let target = EndingTarget(try SQLiteMoveTarget(folder: other) { _ in }, at: ending)
            _ = try Move(from: source, to: target, place: other).run(id: "2") { _ in }
        }
        let isMarked = [.marked, .committed].contains(ending)
        if isMarked {
            #expect(throws: StoreError.moving(to: other)) { try PostgresStore(database, connections: 4) }
        } else {
            #expect(try PostgresStore.check(database).isEmpty)
            _ = try PostgresStore(database, connections: 4)
        }
        if ending != .committed { #expect(throws: StoreError.absent) { try SQLiteStore.check(folder: other) } }
        #expect(try moveBack("3") == (ending != .committed))
        #expect(throws: StoreError.moved(to: other)) { try PostgresStore(database, connections: 4) }
        #expect(try SQLiteMoveSource(folder: other).digests() == before)
    }

    @Test(arguments: StoredTable.all.map(\.name).filter { $0 != "couples" }, FaultyTarget<PostgresMoveTarget>.Fault.allCases)
    func `a copy that isn't like the original is refused`(_ table: String, _ fault: FaultyTarget<PostgresMoveTarget>.Fault)
        async throws
    {
        _ = try await populate()
        let error = #expect(throws: (any Error).self) {
            let target = FaultyTarget(try PostgresMoveTarget(database), fault, in: table)
            _ = try Move(from: SQLiteMoveSource(folder: data), to: target, place: "there").run(id: "1") { _ in }
        }
        // Of some tables, PostgreSQL itself refuses a row whose last octet is another.
        if fault == .lacksRow { #expect(error as? MoveFailure == .differs(table: table)) }
        #expect(throws: StoreError.absent) { try PostgresStore.stats(database) }
        try SQLiteStore(folder: data).close()
    }

    @Test func `damage that was there before isn't carried along`() async throws {
        _ = try await TestServer(PostgresStore(database, connections: 4)).couple()
        try PostgresSession(database).run(
            "UPDATE couples SET inviter_head = inviter_head + 1, inviter_point = decode(repeat('00', 12), 'hex')")
        #expect(throws: MoveFailure.damaged([CheckFinding(kind: .feedHead, count: 1)])) { try moveBack() }
        _ = try PostgresStore(database, connections: 4)
    }

    @Test func `more rows than one COPY takes arrive`() throws {
        let source = try SQLiteStore(folder: data)
        try source.write { writer in for number in 0..<10_001 { try writer.putSecret([1, UInt8(number % 256)], name: "\(number)") }
        }
        try source.close()
        try moveThere()
        #expect(try PostgresMoveSource(database).digest(of: .secrets).rows == 10_001)
    }
}
