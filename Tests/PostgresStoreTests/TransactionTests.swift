import Dispatch
import Models
import PostgresStore
import ServerCore
import Support
import Synchronization
import TestTraits
import Testing
import Wire

@Suite("Transactions on PostgreSQL", .onPostgres, .onOwnThreads, .timeLimit(.minutes(2)))
struct TransactionTests {
    private let database: PostgresDatabase
    private let store: PostgresStore
    private let random = SeededRandom(seed: 9)

    init() throws {
        database = try TestPostgres.database()
        store = try PostgresStore(database, connections: 16)
    }

    private func couple() -> CoupleRow {
        CoupleRow(
            id: random.value(), history: random.value(),
            sides: PerSide(inviter: SideState(partner: random.value()), joiner: SideState()))
    }

    @Test func `couples don't wait for one another`() throws {
        let (one, other) = (couple(), couple())
        try store.write(for: one.id) { writer in
            try writer.put(one)
            try store.write(for: other.id) { try $0.put(other) }
            #expect(try store.read { try $0.couple(other.id) } == other)
            try store.write(for: other.id) { try $0.put(other) }
        }
        #expect(try store.read { try $0.coupleIDs() } == [one.id, other.id].sorted())
    }

    @Test func `one couple's run one at a time, so no increment is lost`() throws {
        var row = couple()
        row.sides.inviter.records = 0
        let founded = row
        let founders = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            for _ in 0..<25 {
                try? store.write(for: founded.id) { writer in
                    var row = try writer.couple(founded.id)
                    if row == nil { founders.withLock { $0 += 1 } }
                    row = row ?? founded
                    row?.sides.inviter.records += 1
                    if let row { try writer.put(row) }
                }
            }
        }
        #expect(founders.withLock { $0 } == 1)
        #expect(try store.read { try $0.couple(founded.id)?.sides.inviter.records } == 200)
    }

    @Test(arguments: [true, false]) func `one for a couple waits for the one before, even if that founds it`(_ isFounded: Bool)
        throws
    {
        let before = couple()
        var after = before
        after.sides.inviter.records = 7
        if isFounded { try store.write(for: before.id) { try $0.put(before) } }
        let session = try PostgresSession(database)
        let seen = Seen()
        let other = DispatchGroup()
        // A thread of its own, also where all others of the process are busy.
        let queue = DispatchQueue(label: "the other")
        let changed = after
        try store.write(for: before.id) { writer in
            try writer.put(changed)
            queue.async(group: other) {
                let row = try? store.write(for: before.id) { try $0.couple(before.id) }
                seen.row.withLock { $0 = .some(row) }
            }
            func isWaiting() throws -> Bool {
                try session.integer(
                    """
                    SELECT count(*) FROM pg_stat_activity
                    WHERE application_name = current_schema() AND wait_event_type = 'Lock'
                    """) > 0
            }
            while seen.row.withLock({ $0 == nil }), try !isWaiting() {}
        }
        other.wait()
        #expect(seen.row.withLock { $0 } == .some(changed))
    }

    @Test func `one that isn't for a couple runs alone`() throws {
        let rows = (0..<4).map { _ in couple() }
        for row in rows { try store.write(for: row.id) { try $0.put(row) } }
        DispatchQueue.concurrentPerform(iterations: 8) { worker in
            for _ in 0..<10 {
                if worker % 2 == 0 {
                    try? store.write(for: rows[worker / 2].id) { writer in
                        guard var row = try writer.couple(rows[worker / 2].id) else { return }
                        row.sides.inviter.records += 1
                        try writer.put(row)
                    }
                } else {
                    try? store.write { writer in
                        for id in try writer.coupleIDs() {
                            guard var row = try writer.couple(id) else { continue }
                            row.sides.inviter.bytes += row.sides.inviter.records == 0 ? 0 : 1
                            row.sides.inviter.records += 1
                            try writer.put(row)
                        }
                    }
                }
            }
        }
        let records = try store.read { reader in try rows.compactMap { try reader.couple($0.id)?.sides.inviter.records } }
        #expect(records == [50, 50, 50, 50])
    }

    @Test func `one for a couple writes nothing for another`() throws {
        let (one, other) = (couple(), couple())
        try store.write(for: other.id) { try $0.put(other) }
        #expect(throws: StoreError.busy) {
            try store.write(for: one.id) { writer in
                try writer.put(one)
                try writer.deleteWithdrawals(of: other.id)
            }
        }
        #expect(try store.read { try $0.couple(one.id) } == nil)
    }

    @Test func `a locator that another couple takes first fails the transaction`() throws {
        let (one, other) = (couple(), couple())
        for row in [one, other] { try store.write(for: row.id) { try $0.put(row) } }
        func box(_ couple: CoupleRow, _ octet: UInt8) -> BoxRow {
            BoxRow(
                locator: Locator(validated: Bytes(repeating: 1, count: 32)), couple: couple.id, side: .inviter, kind: .kit,
                device: nil, box: Blob([octet]), expires: nil)
        }
        try store.write(for: one.id) { try $0.put(box(one, 1)) }
        #expect(throws: StoreError.busy) { try store.write(for: other.id) { try $0.put(box(other, 2)) } }
        #expect(try store.read { try $0.box(box(one, 1).locator) } == box(one, 1))
    }

    @Test func `what expires is deleted for the couple at once, and for others soon`() async throws {
        let (one, other) = (couple(), couple())
        let token = TokenRow(
            hash: random.value(), couple: one.id, device: DeviceKey(random.value(), of: .inviter), expires: TestClock.start)
        try store.write(for: one.id) { writer in
            try writer.put(one)
            try writer.add(token, keeping: 8)
        }
        let later = TestClock.start.advanced(by: .seconds(1))
        try store.write(for: one.id) { try $0.deleteTokens(expiredBefore: TestClock.start) }
        #expect(try store.read { try $0.token(token.hash) } == token)
        // The second time in one minute, others' are left.
        try store.write(for: other.id) { try $0.deleteTokens(expiredBefore: later) }
        #expect(try store.read { try $0.token(token.hash) } == token)
        try store.write(for: other.id) { try $0.deleteTokens(expiredBefore: later.advanced(by: .seconds(60))) }
        try await until { try store.read { try $0.token(token.hash) } == nil }
    }

    @Test func `many statements go out before any result is read`() throws {
        let row = couple()
        try store.write(for: row.id) { writer in
            try writer.put(row)
            for position in 1...1_000 {
                try writer.place(
                    .record(RecordKey(scope: .shared, id: random.value())), at: Position(Int64(position)), side: .inviter,
                    of: row.id)
            }
        }
        let feed = try store.read { try $0.feed(after: .beginning, side: .inviter, of: row.id, paper: false, limit: 2_000) }
        #expect(feed.map(\.position.value) == Array(1...1_000))
    }

    @Test func `a failure that shows late fails the whole transaction`() throws {
        let row = couple()
        let subject = FeedSubject.record(RecordKey(scope: .shared, id: random.value()))
        #expect(throws: StoreError.failed(code: Int("23505", radix: 36) ?? 0)) {
            try store.write(for: row.id) { writer in
                try writer.put(row)
                try writer.savepoint {
                    try writer.place(subject, at: Position(1), side: .inviter, of: row.id)
                    try writer.place(subject, at: Position(1), side: .inviter, of: row.id)
                }
            }
        }
        #expect(try store.read { try $0.couple(row.id) } == nil)
        try store.write(for: row.id) { try $0.put(row) }
    }
}

/// What another thread reads: nothing yet, no row, or a row.
private final class Seen: Sendable {
    let row = Mutex<CoupleRow??>(nil)
}
