import Catalogue
import ClientCore
import LocalStore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A server that never comes to an end, or sends what is worth nothing", .onOwnThreads, .attacks(.nothingIsLost))
struct EndlessTests {
    private func exchanges(_ home: TestHome) -> Int { home.transport.transcript.count { $0.route == .sync } }

    /// A version in a partner's name that no one signed.
    private func junk(_ number: Int, of home: TestHome, device: DeviceID? = nil, octets: Int = 16) throws -> Change {
        let membership = try home.membership
        var id = Bytes(repeating: 0xEE, count: 32)
        for index in 0..<4 { id[index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
        let body = Blob(Bytes(repeating: 1, count: octets))
        let header = RecordHeader(
            couple: membership.couple, id: RecordID(validated: id), visibility: .shared, owner: .couple, author: membership.partner,
            stamp: Stamp(time: TestClock.start, counter: 0, device: device ?? membership.device), key: KeyID(validated: id),
            bodyHash: BodyHash(ofBody: body))
        return .record(
            RecordChange(
                header: header, signature: Signature(validated: Bytes(repeating: 9, count: 64)), body: body, ownKey: nil,
                opening: nil, phase: nil))
    }

    /// In place of the next replies' changes, as one feed.
    private func deliver(_ pages: [[Change]], to home: TestHome) {
        var page = 0
        home.transport.tamper = { reply in
            guard page < pages.count else { return reply }
            defer { page += 1 }
            return reply.with(changes: pages[page], more: page + 1 < pages.count)
        }
    }

    private func unknownDevice(_ number: Int) -> DeviceID {
        var id = Bytes(repeating: 0xDD, count: 32)
        for index in 0..<4 { id[index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
        return DeviceID(validated: id)
    }

    @Test func `that says for ever that there is more is left alone, and asked again by the next sync`() throws {
        let couple = try TestPair()
        let ada = couple.ada
        let before = exchanges(ada)
        ada.transport.tamper = { [unowned ada] reply in
            // Stops eventually, so that a client which goes on fails the test instead of hanging it.
            reply.with(more: ada.transport.transcript.count < 2_000)
        }
        #expect(try ada.client.sync(budget: nil).stopped == .endlessReplies)
        #expect(exchanges(ada) - before < 200)
        ada.trustServer()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        try ada.sync()
        #expect(try ada.round(.firstWord).state == .sealedByPartner)
    }

    @Test func `that fills such pages with other junk each time is left alone as well`() throws {
        let couple = try TestPair()
        let ada = couple.ada
        var sent = 0
        ada.transport.tamper = { reply in
            sent += 1
            guard sent < 2_000, let junk = try? junk(sent, of: ada) else { return reply }
            return reply.with(changes: [junk], more: true)
        }
        let before = exchanges(ada)
        #expect(try ada.client.sync(budget: nil).stopped == .endlessReplies)
        #expect(exchanges(ada) - before < 200)
    }

    @Test func `that refuses an entry again and again as overtaken keeps nobody busy`() throws {
        let couple = try TestPair()
        let ada = couple.ada
        let phone = try couple.linkSecondDevice()
        try ada.client.removeDevice("phone")
        ada.transport.tamper = { reply in reply.with(outcomes: reply.outcomes.map { _ in .refused(.logMoved) }) }
        let before = exchanges(ada)
        _ = try ada.client.sync(budget: nil)
        #expect(exchanges(ada) - before < 200)
        ada.trustServer()
        try ada.sync()
        #expect(throws: ClientError.deviceRemoved) { try phone.sync() }
    }

    @Test func `is told of once, with a number, however much of it was junk`() throws {
        let couple = try TestPair()
        let ada = couple.ada
        let pages = try (0..<25).map { page in try (0..<200).map { try junk(page * 200 + $0, of: ada) } }
        deliver(pages, to: ada)
        try ada.sync()
        let told = try ada.client.takeNotices().filter { if case .notBelieved = $0.notice { true } else { false } }
        #expect(told.map(\.notice) == [.notBelieved(what: "record", prompt: nil)])
        #expect(told.map(\.count) == [5_000])
        #expect(try ada.client.takeNotices().isEmpty)
    }

    @Test func `that makes up signers fills no disk, and what is genuine comes all the same`() throws {
        let couple = try TestPair()
        let ada = couple.ada
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        let pages = try (0..<20).map { page in
            try (0..<100).map { try junk(page * 100 + $0, of: ada, device: unknownDevice(page * 100 + $0), octets: 5_000) }
        }
        var page = 0
        var kept = 0
        ada.transport.tamper = { [unowned ada] reply in
            kept = max(kept, (try? ada.store.read { try $0.value("unvouched") })?.count ?? 0)
            guard page < pages.count else { return reply }
            defer { page += 1 }
            return reply.with(changes: pages[page] + reply.changes, more: true)
        }
        try ada.sync()
        #expect(page == pages.count)
        #expect(kept > 500_000 && kept < 2 * 1024 * 1024)
        let remembered = try ada.store.read { try $0.value("passed-over") }?.count ?? 0
        #expect(remembered < 200_000)
        #expect(try ada.round(.firstWord).state == .sealedByPartner)
    }

    @Test(arguments: [true, false])
    func `that goes on for ever while a code is used is given up, and the code is still good`(_ isEmpty: Bool) throws {
        let couple = try TestPair()
        let code = try PaperCode(parsing: couple.ada.client.link().text)
        let entry = try TestPartner(random: SeededRandom(seed: 4)).log.entries[0]
        let partner = try couple.ada.membership.partner
        let made = [Change](repeating: .entry(EntryChange(partner: partner, entry: entry)), count: isEmpty ? 0 : 1_000)
        let phone = try TestHome(couple.world, seed: 5)
        var sent = 0
        phone.transport.tamper = { reply in
            sent += 1
            return sent < 2_000 ? reply.with(changes: made, more: true) : reply
        }
        #expect(throws: ClientError.endlessReplies) { try phone.client.useLink(code, deviceName: "phone") }
        #expect(sent < 200)
        phone.trustServer()
        try phone.client.useLink(code, deviceName: "phone")
        #expect(try phone.client.status().phase == .paired)
    }

    @Test func `that makes up partners fills no disk`() throws {
        let world = try World()
        let ada = try TestHome(world, seed: 1)
        try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        try ada.sync()
        let random = SeededRandom(seed: 4)
        let entry = try TestPartner(random: random).log.entries[0]
        let pages = (0..<40).map { _ in
            (0..<200).map { _ in Change.entry(EntryChange(partner: PartnerID(validated: random.bytes(32)), entry: entry)) }
        }
        deliver(pages, to: ada)
        try ada.sync()
        let kept = try ada.store.read { transaction in
            try pages.joined().count { change in
                guard case .entry(let change) = change else { return false }
                return try !transaction.entries(of: change.partner).isEmpty
            }
        }
        #expect(kept > 0 && kept < 6_000)
    }
}

@Suite("A change that came broken", .onOwnThreads, .attacks(.nothingIsLost, .serverForgesNothing))
struct BrokenOnTheWayTests {
    /// Ben has sealed, and Ada's server corrupts what it sends her of it, even when it's requested again.
    private func scene() throws -> TestPair {
        let couple = try TestPair()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        couple.ada.transport.tamper = { reply in
            reply.mapRecords { record in
                record.header.visibility == .sealed
                    ? record.with(signature: Signature(validated: Bytes(repeating: 3, count: 64))) : record
            }
        }
        try couple.ada.sync()
        couple.ada.trustServer()
        return couple
    }

    private func passedOver(_ home: TestHome) throws -> [Finding] {
        try home.client.findings(after: nil).filter { if case .passedOver = $0 { true } else { false } }
    }

    @Test func `once is asked for again by the same sync, and nothing is missing`() throws {
        let couple = try TestPair()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        var isBroken = false
        couple.ada.transport.tamper = { reply in
            reply.mapRecords { record in
                guard record.header.visibility == .sealed, !isBroken else { return record }
                isBroken = true
                return record.with(signature: Signature(validated: Bytes(repeating: 3, count: 64)))
            }
        }
        try couple.ada.sync()
        #expect(isBroken)
        #expect(try couple.ada.round(.firstWord).state == .sealedByPartner)
        #expect(try passedOver(couple.ada).isEmpty)
    }

    @Test func `is named by doctor, and asked for again the next day`() throws {
        let couple = try scene()
        let ada = couple.ada
        #expect(try ada.round(.firstWord).state == .open)
        #expect(
            try passedOver(ada) == [
                .passedOver(1, prompts: [], machines: [], asked: couple.ada.clocks.wall)
            ])
        try ada.sync()
        #expect(try ada.round(.firstWord).state == .open)
        couple.world.time.advance(seconds: 86_400)
        try ada.sync()
        #expect(try ada.round(.firstWord).state == .sealedByPartner)
        #expect(try passedOver(ada).isEmpty)
    }

    @Test func `is asked for again as soon as a device becomes known`() throws {
        let couple = try scene()
        _ = try couple.linkSecondDevice(of: couple.ben)
        try couple.ada.sync()
        #expect(try couple.ada.round(.firstWord).state == .sealedByPartner)
    }

    @Test func `is asked for no more often than once a day, and ever more seldom`() throws {
        let couple = try TestPair()
        let ada = couple.ada
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        ada.transport.tamper = { reply in
            reply.mapRecords { record in
                record.header.visibility == .sealed
                    ? record.with(signature: Signature(validated: Bytes(repeating: 3, count: 64))) : record
            }
        }
        var fetched = 0
        for _ in 0..<64 {
            let before = ada.sentRequests.count
            try ada.sync()
            if ada.sentRequests.dropFirst(before).contains(where: { $0.cursor == nil }) { fetched += 1 }
            couple.world.time.advance(seconds: 43_200)
        }
        // After 0, 1, 2, 4, 8 and 16 days: 32 days in total.
        #expect((5...7).contains(fetched))
        #expect(try ada.client.takeNotices().count { if case .notBelieved = $0.notice { true } else { false } } == 1)
    }

    @Test(.attacks(.oldStatesAreHarmless))
    func `what is asked for again shows no seal that its author may take back without this home hearing of it`() throws {
        let couple = try scene()
        let (ada, ben) = (couple.ada, couple.ben)
        couple.world.time.advance(seconds: 86_400)
        // Between Ada's own pull and the one that requests data again, Ben seals another answer, which he withdraws right
        // afterwards.
        let other: PromptID = "founding/why-this-works"
        let prompts = try ben.client.prompts(deck: "founding", search: nil).map(\.id).filter { $0 != .firstWord }
        let second = prompts.first ?? other
        var hasSealed = false
        ada.transport.tamper = { reply in
            guard !hasSealed, !reply.more else { return reply }
            hasSealed = true
            _ = try? ben.client.seal(second, text: "Too early.")
            _ = try? ben.sync()
            return reply
        }
        try ada.sync()
        #expect(hasSealed)
        ada.trustServer()
        try ben.client.withdraw(second)
        try ben.sync()
        try ada.sync()
        #expect(try ada.round(second).state == .open)
        #expect(try ada.round(.firstWord).state == .sealedByPartner)
    }
}
