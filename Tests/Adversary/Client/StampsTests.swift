import Catalogue
import ClientCore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A partner with a changed client, and stamps", .onOwnThreads)
struct StampsTests {
    /// Times that no honest clock shows, however far from the server's.
    private static let impossible: [Int64] = [.min, .min + 1, -1, 253_402_300_800_000, .max - 1, .max]
    /// Seconds beyond the server's time.
    private static let far: [Int64] = [Stamp.offeredSeconds + 1, Stamp.farSeconds, 100 * 365 * 86_400]

    private func schedule(_ depth: Int) -> String {
        #"{"schedule":{"schedule":{"spans":[{"from":"2026-01-01","decks":["founding"],"depth":\#(depth),"cadence":"daily","isPaused":false}]}}}"#
    }

    /// The couple's settings, written by Ben with a stamp of his choice.
    private func settings(of couple: TestPair, _ time: Instant, _ counter: UInt32 = .max, deleted: Bool = false) throws -> Record {
        let ben = try couple.ben.membership
        let key = try couple.ben.key(.couple)
        let header = RecordHeader(
            couple: ben.couple, id: RoundNaming(seed: try couple.ben.key(.coupleSeed)).record("schedule", "", of: nil),
            visibility: .shared, owner: .couple, author: ben.partner,
            stamp: Stamp(time: time, counter: counter, device: ben.device), isDeleted: deleted, key: deleted ? nil : key.id,
            bodyHash: BodyHash(ofBody: .empty))
        let sealer = try couple.ben.sealer()
        return deleted ? try sealer.tombstone(header) : try sealer.encrypt(Bytes(schedule(1).utf8), as: header, under: key)
    }

    private func offer(_ record: Record, by home: TestHome, _ world: World) throws -> [Outcome] {
        try home.wire(world).sync([.record(RecordWrite(record: record, offered: true))], offering: true).outcomes
    }

    /// Expects that a setting Ada changes takes effect for both.
    private func adaCanSet(_ couple: TestPair) throws {
        couple.world.time.advance(seconds: 10)
        try couple.ada.client.reschedule { $0.depth = .deep }
        for home in [couple.ada, couple.ben, couple.ada] { try home.sync() }
        #expect(try couple.ada.client.status().pending == 0)
        for home in [couple.ada, couple.ben] { #expect(try home.client.schedule().depth == .deep) }
    }

    @Test(.attacks(.nothingIsLost), arguments: impossible)
    func `cannot give a stamp that nothing follows, offered or not, by a version or a tombstone`(_ milliseconds: Int64) throws {
        let couple = try TestPair()
        for deleted in [false, true] {
            let record = try settings(of: couple, Instant(milliseconds: milliseconds), deleted: deleted)
            #expect(try offer(record, by: couple.ben, couple.world) == [.refused(.impossibleStamp)])
            let outcomes = try couple.ben.wire(couple.world).sync([.record(RecordWrite(record: record))]).outcomes
            #expect(outcomes == [.refused(.impossibleStamp)])
        }
        try adaCanSet(couple)
    }

    @Test(.attacks(.nothingIsLost), arguments: far) func `cannot offer a stamp that is years ahead`(_ seconds: Int64) throws {
        let couple = try TestPair()
        let record = try settings(of: couple, couple.world.time.now.advanced(by: .seconds(seconds)))
        #expect(try offer(record, by: couple.ben, couple.world) == [.refused(.stampInFuture)])
        try adaCanSet(couple)
    }

    @Test(.attacks(.nothingIsLost), arguments: [0, .max] as [UInt32])
    func `what is accepted, however far ahead, can be followed`(_ counter: UInt32) throws {
        let couple = try TestPair()
        let time = couple.world.time.now.advanced(by: .seconds(Stamp.offeredSeconds))
        #expect(try offer(settings(of: couple, time, counter), by: couple.ben, couple.world) == [.applied])
        try couple.ada.sync()
        #expect(try couple.ada.client.schedule().depth == .light)
        try adaCanSet(couple)
    }

    @Test(
        .attacks(.nothingIsLost),
        arguments: impossible.map { Instant(milliseconds: $0) } + far.suffix(1).map { TestClock.start.advanced(by: .seconds($0)) })
    func `a server that hands such a stamp out is not believed, and what its partner set stands`(_ time: Instant) throws {
        let couple = try TestPair()
        try couple.ada.client.reschedule { $0.depth = .middle }
        try couple.ada.sync()
        couple.ada.smuggle([couple.ben.change(try settings(of: couple, time))])
        try couple.ada.sync()
        couple.ada.trustServer()
        #expect(try couple.ada.disbelieved())
        #expect(try couple.ada.client.schedule().depth == .middle)
        try adaCanSet(couple)
    }

    @Test(.attacks(.nothingIsLost)) func `a pair from another history has a time, and moves nobody's bound`() async throws {
        var couple = try await StoreKind.memory.server().couple()
        let ahead = couple.now.advanced(by: .seconds(86_400))
        for time in Self.impossible.map({ Instant(milliseconds: $0) }) + [ahead] {
            let round = couple.round()
            let pair = RevealedPair(
                mine: try couple.second.partner.revealable(round, at: time),
                theirs: try couple.first.partner.revealable(round, at: couple.now))
            let outcomes = try await couple.second.pull([.pair(pair)]).outcomes
            #expect(outcomes == [time == ahead ? .applied : .refused(.impossibleStamp)])
        }
        for var side in [couple.first, couple.second] {
            let record = try side.partner.record(.own, at: ahead)
            #expect(try await side.pull([.record(RecordWrite(record: record))]).outcomes == [.refused(.stampInFuture)])
        }
    }

    // MARK: What a stamp reveals

    /// Ada's stamps as sent to Ben, without the counters of answers.
    private func visible(busy: Bool, _ disturb: (World) -> Void) throws -> (stamps: [String], counters: [UInt32]) {
        let couple = try TestPair()
        let ada = couple.ada
        try ada.sync()
        disturb(couple.world)
        if busy {
            for number in 1...7 { try ada.client.saveDraft(.smallStep, text: "Draft \(number).") }
            try ada.client.skip(.heldBack, undo: false)
            try ada.sync()
            try ada.client.skip(.heldBack, undo: true)
            try ada.client.saveDraft(.firstWord, text: "A first thought.")
            try ada.sync()
        }
        couple.world.time.advance(seconds: -600)
        _ = try ada.client.addPledge("A walk.", from: Day(number: 20_605), through: Day(number: 20_606))
        _ = try ada.client.seal(.firstWord, text: "Safety.")
        try ada.client.set(.name, to: "Ada B.")
        try ada.sync()
        try couple.ben.sync()
        let partner = try ada.membership.partner
        let headers = couple.ben.received.flatMap(\.changes.records).map(\.header).filter { $0.author == partner }
        return (
            headers.map { "\($0.visibility) \($0.stamp.time) \($0.visibility == .sealed ? 0 : $0.stamp.counter)" },
            headers.filter { $0.visibility == .sealed }.map(\.stamp.counter)
        )
    }

    @Test(.attacks(.unseenStaysUnseen), arguments: [0, 3_600])
    func `a stamp that a partner sees is the same whatever they do not see was written before it`(ahead: Int64) throws {
        let busy = try visible(busy: true) { $0.time.advance(seconds: ahead) }
        let quiet = try visible(busy: false) { $0.time.advance(seconds: ahead) }
        #expect(busy.stamps == quiet.stamps)
    }

    @Test(.attacks(.unseenStaysUnseen)) func `a seal's counter tells nothing of seals that were taken back unseen`() throws {
        /// The counter of the first seal that Ben sees, on a server whose clock is stopped.
        func counter(after count: Int, seed: UInt64) throws -> UInt32 {
            let couple = try TestPair()
            let ada = try couple.linkSecondDevice(seed: seed)
            for _ in 0..<count {
                _ = try ada.client.seal(.firstWord, text: "Too early.")
                try ada.sync()
                try ada.client.withdraw(.firstWord)
                try ada.sync()
            }
            _ = try ada.client.seal(.firstWord, text: "Safety.")
            try ada.sync()
            try couple.ben.sync()
            return try #require(couple.ben.received.flatMap(\.changes.records).first { $0.header.visibility == .sealed }).header
                .stamp.counter
        }
        let (none, some) = (
            try (20..<28).map { try counter(after: 0, seed: $0) }, try (40..<48).map { try counter(after: 3, seed: $0) }
        )
        // Anywhere in 31 bits: none is near its starting value, and those with a past are indistinguishable from those without.
        #expect((none + some).allSatisfy { $0 > 1 << 18 })
        #expect(Set(none + some).count == 16)
        #expect((none.min() ?? 0) < (some.max() ?? 0) && (some.min() ?? 0) < (none.max() ?? 0))
    }
}
