import ClientCore
import LocalStore
import Models
import Support
import Testing
import Wire

@Suite("The outbox")
struct OutboxTests {
    let home: SQLiteHome

    init() throws { home = try SQLiteHome.inMemory() }

    @Test func `entries keep their order and find their record`() throws {
        let one: RecordID = HomeSamples.id(1)
        let two: RecordID = HomeSamples.id(2)
        let numbers = try home.write { transaction in
            try [one, two, one].map { try transaction.append(HomeSamples.outboxEntry(record: $0)) }
        }
        #expect(numbers == numbers.sorted())
        #expect(try home.read { try $0.outbox() }.map(\.sequence) == numbers)
        #expect(try home.read { try $0.outbox(for: one) }.map(\.sequence) == [numbers[0], numbers[2]])
    }

    @Test func `a sequence number is never used again, also when its entry is gone`() throws {
        let first = try home.write { try $0.append(HomeSamples.outboxEntry()) }
        let last = try home.write { try $0.append(HomeSamples.outboxEntry()) }
        try home.write { transaction in
            try transaction.removeOutbox(first)
            try transaction.removeOutbox(last)
        }
        #expect(try home.read { try $0.outbox() }.isEmpty)
        #expect(try home.write { try $0.append(HomeSamples.outboxEntry()) } > last)
    }

    @Test func `an entry is replaced in its place`() throws {
        let sequence = try home.write { transaction in
            let sequence = try transaction.append(HomeSamples.outboxEntry())
            let grant = try HomeSamples.grant(epoch: 1)
            try transaction.append(HomeSamples.outboxEntry(record: nil, intent: nil, write: .grant(grant)))
            return sequence
        }
        var entry = try #require(try home.read { try $0.outbox().first })
        entry.write = .record(RecordWrite(record: try #require(HomeSamples.own(10).record)))
        entry.restamped = 3
        entry.refusal = .stampInFuture
        try home.write { try $0.update(entry) }
        let outbox = try home.read { try $0.outbox() }
        #expect(outbox.first == entry && outbox.first?.sequence == sequence && outbox.count == 2)
    }

    @Test func `replacing an entry that is gone does not bring it back`() throws {
        let sequence = try home.write { try $0.append(HomeSamples.outboxEntry()) }
        let entry = try #require(try home.read { try $0.outbox().first })
        try home.write { try $0.removeOutbox(sequence) }
        try home.write { try $0.update(entry) }
        #expect(try home.read { try $0.outbox() }.isEmpty)
    }
}
