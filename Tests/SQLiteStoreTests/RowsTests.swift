import GRDB
import Models
import SQLiteStore
import ServerCore
import Support
import Testing
import Wire

/// How many rows a couple can make within its quota.
@Suite("Rows of a feed")
struct RowsTests {
    private let store: TemporarySQLiteStore

    init() throws { store = try TemporarySQLiteStore() }

    private func count(_ table: String) throws -> Int {
        let queue = try DatabaseQueue(path: store.folder.path + "/data/twofold.sqlite")
        defer { try? queue.close() }
        return try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 }
    }

    @Test func `five records written over and over take five rows of each feed, and a point an exchange`() async throws {
        var couple = try await TestServer(store).couple()
        let ids: [RecordID] = (0..<5).map { _ in couple.first.server.random.value() }
        let (feed, points) = try (count("feed"), count("points"))
        var counter: UInt32 = 0
        for _ in 0..<10 {
            let writes = try (0..<200).map { index in
                counter += 1
                let record = try couple.first.partner.record(
                    .shared, id: ids[index % 5], at: TestClock.start, counter: counter, body: [1])
                return Write.record(RecordWrite(record: record))
            }
            #expect(try await couple.first.pull(writes).outcomes.allSatisfy { $0 == .applied })
        }
        // It used to be 4,000 rows.
        #expect(try count("feed") == feed + 10)
        #expect(try count("points") == points + 20)
        #expect(try await couple.second.pull().changes.records.count == 5)
        #expect(try SQLiteStore.check(folder: store.folder.path + "/data").isEmpty)
    }

    @Test
    func `an answer that is sealed, seen and withdrawn over and over is remembered as withdrawn so many times`() async throws {
        var couple = try await TestServer(store).couple()
        let round = couple.round()
        for second in 0..<40 as Range<Int64> {
            let now = couple.now.advanced(by: .milliseconds(10 * second))
            try await couple.first.pull([couple.first.partner.seal(round, at: now)])
            try await couple.first.pull([couple.first.partner.withdraw(round, at: now.advanced(by: .milliseconds(5)))])
        }
        #expect(try count("withdrawals") == Room.withdrawals)
        try await couple.second.pull()
    }
}
