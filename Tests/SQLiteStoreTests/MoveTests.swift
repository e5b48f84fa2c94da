import Foundation
import Models
import SQLiteStore
import ServerCore
import StoreSQL
import Support
import Testing
import Wire

/// From one data folder into another: what holds for any two databases.
@Suite("Moving")
struct MoveTests {
    private let folder: TemporaryFolder
    private var data: String { folder.path + "/data" }
    private var other: String { folder.path + "/other" }

    init() throws { folder = try TemporaryFolder() }

    @discardableResult
    private func populate() async throws -> TestCouple {
        let store = try SQLiteStore(folder: data)
        let couple = try await TestServer(store).populated(store)
        try store.close()
        return couple
    }

    private func target() throws -> SQLiteMoveTarget { try SQLiteMoveTarget(folder: other) { _ in } }

    @discardableResult
    private func move(_ id: String = "1") throws -> Bool {
        try Move(from: SQLiteMoveSource(folder: data), to: target(), place: other).run(id: id) { _ in }
    }

    private func serves(_ folder: String) throws { try SQLiteStore(folder: folder).close() }

    @Test func `every table has rows, and arrives as it was`() async throws {
        try await populate()
        let before = try SQLiteMoveSource(folder: data).digests()
        for (table, digest) in before { #expect(digest.rows > 0, "\(table)") }
        var steps: [MoveStep] = []
        let moved = try Move(from: SQLiteMoveSource(folder: data), to: target(), place: other).run(id: "1") { steps.append($0) }
        #expect(moved)
        #expect(try SQLiteMoveSource(folder: other).digests() == before)
        #expect(
            steps.contains(.copied(table: "records", rows: before["records"]?.rows ?? 0))
                && steps.last == .verified(table: "tokens"))
        #expect(try SQLiteStore.check(folder: other).isEmpty)
    }

    @Test func `what was moved is no longer served, checked or backed up, until a new history begins`() async throws {
        let couple = try await populate()
        try move()
        let moved = StoreError.moved(to: other)
        #expect(throws: moved) { try serves(data) }
        #expect(throws: moved) { try SQLiteStore.check(folder: data) }
        #expect(throws: moved) { try SQLiteStore.stats(folder: data) }
        #expect(throws: moved) { try SQLiteStore.backup(folder: data, to: folder.path + "/backup") }
        #expect(throws: moved) { try move("2") }
        try SQLiteStore.beginNewHistories(folder: data, random: SeededRandom(seed: 5).bytes)
        let store = try SQLiteStore(folder: data)
        var again = try await TestServer(store, seed: 77).client(couple.first.partner)
        #expect(try SQLiteStore.check(folder: data).isEmpty)
        (again.cursor, again.furthest) = (couple.first.cursor, couple.first.furthest)
        await #expect(throws: Problem.of(.historyChanged)) { try await again.pull() }
        try store.close()
    }

    @Test func `a folder that has a database, or is served, isn't moved into or from`() async throws {
        try await populate()
        let served = try SQLiteStore(folder: other)
        #expect(throws: StoreError.inUse) { try move() }
        try served.close()
        #expect(throws: StoreError.notEmpty) { try move() }
        #expect(throws: StoreError.absent) { try SQLiteMoveSource(folder: folder.path + "/none") }
        let source = try SQLiteStore(folder: data)
        #expect(throws: StoreError.inUse) { try SQLiteMoveSource(folder: data) }
        try source.close()
        try serves(data)
    }

    @Test(arguments: ["secrets", "couples", "records", "tokens"], FaultyTarget<SQLiteMoveTarget>.Fault.allCases)
    func `a copy that isn't like the original is refused`(_ table: String, _ fault: FaultyTarget<SQLiteMoveTarget>.Fault)
        async throws
    {
        try await populate()
        // The couples' last column is a flag, which has no other octet that is valid.
        let expected: any Error =
            fault == .lacksRow && table == "couples" ? StoreError.failed(code: 787) : MoveFailure.differs(table: table)
        do {
            let faulty = FaultyTarget(try target(), fault, in: table)
            let error = #expect(throws: (any Error).self) {
                _ = try Move(from: SQLiteMoveSource(folder: data), to: faulty, place: other).run(id: "1") { _ in }
            }
            #expect(error.map { "\($0)" } == "\(expected)")
        }
        #expect(throws: StoreError.absent) { try SQLiteStore.stats(folder: other) }
        try serves(data)
    }

    @Test(arguments: MoveEnding.allCases)
    func `wherever it's killed, one of both is served at most, and running it again finishes`(_ ending: MoveEnding) async throws {
        try await populate()
        let before = try SQLiteMoveSource(folder: data).digests()
        #expect(throws: Killed.self) {
            let source = EndingSource(try SQLiteMoveSource(folder: data), at: ending)
            _ = try Move(from: source, to: EndingTarget(target(), at: ending), place: other).run(id: "1") { _ in }
        }
        switch ending {
        case .copyingCouples, .copyingRecords, .checking, .marking:
            try serves(data)
            #expect(throws: StoreError.absent) { try SQLiteStore.check(folder: other) }
        case .marked:
            #expect(throws: StoreError.moving(to: other)) { try serves(data) }
            #expect(throws: StoreError.absent) { try SQLiteStore.check(folder: other) }
        case .committed:
            #expect(throws: StoreError.moving(to: other)) { try serves(data) }
            try serves(other)
        }
        #expect(try move("2") == (ending != .committed))
        #expect(throws: StoreError.moved(to: other)) { try serves(data) }
        #expect(try SQLiteMoveSource(folder: other).digests() == before)
    }

    @Test func `a move that was cut off at its end goes on to the same place only`() async throws {
        try await populate()
        #expect(throws: Killed.self) {
            let source = EndingSource(try SQLiteMoveSource(folder: data), at: .marked)
            _ = try Move(from: source, to: target(), place: other).run(id: "1") { _ in }
        }
        #expect(throws: StoreError.moving(to: other)) {
            let third = try SQLiteMoveTarget(folder: folder.path + "/third") { _ in }
            _ = try Move(from: SQLiteMoveSource(folder: data), to: third, place: "third").run(id: "2") { _ in }
        }
        #expect(try move("3"))
    }

    @Test func `the registration token moves along`() async throws {
        try await populate()
        let token = Bytes("TOKEN".utf8)
        let source = try SQLiteMoveSource(folder: data, secrets: [(name: SecretName.registrationToken, value: token)])
        try await confirmation { kept in
            let target = try SQLiteMoveTarget(folder: other) {
                #expect($0 == token)
                kept()
            }
            _ = try Move(from: source, to: target, place: other).run(id: "1") { _ in }
        }
        let store = try SQLiteStore(folder: other)
        #expect(try store.read { try $0.secret(SecretName.registrationToken) } == nil)
        try store.close()
    }
}
