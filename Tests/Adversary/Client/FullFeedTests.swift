import ClientCore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("Whoever fills a feed keeps nobody from leaving, nor from ending a device", .onOwnThreads)
struct FullFeedTests {
    private func exchanges(_ home: TestHome) -> Int { home.transport.transcript.count { $0.route == .sync } }

    /// Writes one more record with each of another home's exchanges, so that its feed has no end.
    private final class Flood {
        private let home: TestHome
        private let wire: WireClient
        private let sealer: RecordEncryptor
        private let key: SecretKey
        private let visibility: Visibility
        private(set) var written = 0
        private(set) var hasEnded = false

        init(_ home: TestHome, _ world: World, _ visibility: Visibility) throws {
            self.home = home
            self.visibility = visibility
            wire = try home.wire(world)
            sealer = try home.sealer()
            key = try home.key(visibility == .own ? .personal : .couple)
        }

        /// One more record.
        func write() { write(written + 1, at: TestClock.start) }

        /// One more version of each of three records.
        func rewrite(at time: Instant) { for number in 0..<3 { write(number, at: time) } }

        private func id(_ number: Int) -> RecordID {
            var id = Bytes(repeating: 0xAB, count: 32)
            for index in 0..<4 { id[index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
            return RecordID(validated: id)
        }

        private func write(_ number: Int, at time: Instant) {
            // Stops eventually, so that a client which goes on fails the test instead of hanging it.
            guard written < 3_000 else { return }
            do {
                let membership = try home.membership
                written += 1
                let header = RecordHeader(
                    couple: membership.couple, id: id(number), visibility: visibility, owner: .author,
                    author: membership.partner,
                    stamp: Stamp(time: time, counter: UInt32(written), device: membership.device), key: key.id,
                    bodyHash: BodyHash(ofBody: .empty))
                let record = try sealer.encrypt(Bytes(#"{"name":{"name":"Flood"}}"#.utf8), as: header, under: key)
                try wire.sync([.record(RecordWrite(record: record))])
            } catch { hasEnded = true }
        }
    }

    @Test(.attacks(.leavingNeedsNobody))
    func `a partner who writes as fast as the other reads cannot keep them from leaving`() throws {
        let couple = try TestPair(World(limits: Limits(changes: 1)))
        let flood = try Flood(couple.ben, couple.world, .shared)
        for _ in 0..<200 { flood.write() }
        couple.ada.transport.fault = { route in
            if route == .sync { flood.write() }
            return .none
        }
        let before = exchanges(couple.ada)
        try couple.ada.client.leave()
        #expect(try couple.ada.client.status().phase == .left)
        #expect(exchanges(couple.ada) - before < 150)
        try couple.ben.sync()
        #expect(try couple.ben.client.status().phase == .partnerLeft)
    }

    @Test(.attacks(.leavingNeedsNobody)) func `what waited to be sent goes out before the leaving`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.ask("What did we leave out?")
        try couple.ada.client.leave()
        try couple.ben.sync()
        #expect(try couple.ben.client.prompts(deck: "ours", search: nil).count == 1)
    }

    @Test(.attacks(.nothingIsLost))
    func `a partner who rewrites a record as fast as it is read ends no sync, and keeps none from ending`() throws {
        let couple = try TestPair(World(limits: Limits(changes: 1)))
        let flood = try Flood(couple.ben, couple.world, .shared)
        couple.ada.transport.fault = { route in
            if route == .sync { flood.rewrite(at: couple.world.time.now) }
            return .none
        }
        _ = try couple.ada.client.ask("What did we leave out?")
        let before = exchanges(couple.ada)
        #expect(try couple.ada.client.sync(budget: nil).stopped == .endlessReplies)
        #expect(exchanges(couple.ada) - before < 200)
        #expect(try couple.ada.client.status().pending == 0)
        couple.ada.transport.fault = { _ in .none }
        try couple.ada.sync()
    }

    @Test(.attacks(.removedDevicesEnd))
    func `a stolen machine that writes as fast as another reads is ended all the same`() throws {
        let couple = try TestPair(World(limits: Limits(changes: 1)))
        let phone = try couple.linkSecondDevice()
        let flood = try Flood(phone, couple.world, .own)
        couple.ada.transport.fault = { route in
            if route == .sync, !flood.hasEnded { flood.write() }
            return .none
        }
        flood.write()
        flood.write()
        try couple.ada.client.removeDevice("phone")
        // Three seconds at a time, as commands sync: the pages add up.
        try couple.ada.sync()
        #expect(flood.hasEnded && flood.written < 1_200)
        #expect(throws: Problem.self) { try phone.wire(couple.world) }
    }
}
