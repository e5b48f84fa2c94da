import ClientCore
import LocalStore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A device that is removed", .onOwnThreads)
struct RemovalTests {
    @Test func `has none of the keys that are on the server with its removal, before anybody has written anything`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        _ = try couple.ada.client.makeKit(replacing: false)
        try phone.sync()
        try couple.ben.sync()
        let before = couple.ada.sentRequests.count
        try couple.ada.client.removeDevice("phone")
        try couple.ada.sync()
        let removing = try #require(
            couple.ada.sentRequests.dropFirst(before).first { request in
                request.writes.contains { if case .entry = $0 { true } else { false } }
            })
        let keys = removing.writes.compactMap { if case .grant(let grant) = $0 { grant.purpose } else { nil } }
        #expect(Set(keys) == [.couple, .personal])
        try expectCutOff([phone], from: couple)
    }

    @Test(arguments: EndingHome.Moment.allCases)
    func `is cut off, and new keys are made, wherever the removing process ends`(moment: EndingHome.Moment) throws {
        var crashes = 0
        while true {
            let couple = try TestPair()
            let phone = try couple.linkSecondDevice()
            try couple.ben.sync()
            let process = try couple.ada.process(endingAt: crashes, moment)
            do {
                try process.removeDevice("phone")
                _ = try process.sync(budget: nil)
                break
            } catch {
                guard case ClientError.internal = error else { throw error }
                crashes += 1
            }
            if try couple.ada.client.devices().contains(where: { $0.name == "phone" && $0.isLive }) {
                try couple.ada.client.removeDevice("phone")
            }
            try couple.ada.sync()
            try expectCutOff([phone], from: couple)
        }
        // The removal, and at least one exchange: its request and its reply.
        #expect(crashes >= 3)
    }

    @Test(arguments: [true, false], [true, false])
    func `is cut off also where both partners remove one at once, whoever comes first`(adaFirst: Bool, adaLast: Bool) throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        let tablet = try TestHome(couple.world, seed: 5)
        try tablet.client.useLink(PaperCode(parsing: couple.ben.client.link().text), deviceName: "tablet")
        for home in [couple.ben, couple.ada, phone, tablet, couple.ben, couple.ada] { try home.sync() }
        try couple.ada.client.removeDevice("phone")
        try couple.ben.client.removeDevice("tablet")
        let order = adaFirst ? [couple.ada, couple.ben] : [couple.ben, couple.ada]
        for home in order + (adaLast ? order.reversed() : order) { try home.sync() }
        try expectCutOff([phone, tablet], from: couple)
    }

    @Test(arguments: EndingHome.Moment.allCases, 1..<3)
    func `is cut off also where both partners' processes end in the middle of it`(moment: EndingHome.Moment, transaction: Int)
        throws
    {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        let tablet = try TestHome(couple.world, seed: 5)
        try tablet.client.useLink(PaperCode(parsing: couple.ben.client.link().text), deviceName: "tablet")
        for home in [couple.ben, couple.ada, phone, tablet] { try home.sync() }
        for (home, name) in [(couple.ada, "phone"), (couple.ben, "tablet")] {
            try home.client.removeDevice(name)
            let process = try home.process(endingAt: transaction, moment)
            do {
                _ = try process.sync(budget: nil)
            } catch {
                guard case .internal = error else { throw error }
            }
        }
        for home in [couple.ben, couple.ada, couple.ben] { try home.sync() }
        try expectCutOff([phone, tablet], from: couple)
    }

    @Test func `leaves what it wrote, while what is written afterwards opens with none of its keys`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        _ = try phone.client.seal(.firstWord, text: "From the phone.")
        for home in [phone, couple.ada, couple.ben] { try home.sync() }
        try couple.ada.client.removeDevice("phone")
        try couple.ada.sync()
        try couple.ben.sync()
        try couple.ada.client.saveDraft(.smallStep, text: "Not for the phone.")
        _ = try couple.ben.client.ask("Nor this?")
        for home in [couple.ada, couple.ben] { try home.sync() }
        let stolen = Set(try phone.keyRing.entries.keys)
        let adas = try #require(records(of: couple.ada).last { $0.header.visibility == .own && !$0.header.isDeleted })
        let bens = try #require(records(of: couple.ben).last { $0.header.visibility == .shared && !$0.header.isDeleted })
        for record in [adas, bens] { #expect(try !stolen.contains(#require(record.header.key))) }
        #expect(throws: ClientError.deviceRemoved) { try phone.sync() }
    }

    @Test func `is found though it was linked a moment ago, once this machine has synced`() throws {
        let couple = try TestPair()
        let phone = try TestHome(couple.world, seed: 3)
        try phone.client.useLink(PaperCode(parsing: couple.ada.client.link().text), deviceName: "phone")
        #expect(throws: ClientError.unknownDevice("phone")) { try couple.ada.client.removeDevice("phone") }
        try couple.ada.sync()
        try couple.ada.client.removeDevice("phone")
        try couple.ada.sync()
        try expectCutOff([phone], from: couple)
    }

    private func records(of home: TestHome) -> [Record] {
        home.sentWrites.compactMap { if case .record(let write) = $0 { write.record } else { nil } }
    }

    /// Expects that each live device would write with a key that no removed device holds and that every entitled live device was
    /// granted, and that nothing else is pending.
    private func expectCutOff(_ removed: [TestHome], from couple: TestPair, _ place: SourceLocation = #_sourceLocation) throws {
        for home in [couple.ben, couple.ada] { try home.sync() }
        for home in removed {
            #expect(throws: ClientError.deviceRemoved, sourceLocation: place) { try home.sync() }
        }
        let stolen = Set(try removed.flatMap { try $0.keyRing.entries.keys })
        for home in [couple.ada, couple.ben] {
            let membership = try home.membership
            let mine = try #require(try DeviceLog(of: membership.partner, in: entries(of: membership.partner, at: home)))
            let theirs = try #require(try membership.other.flatMap { try DeviceLog(of: $0, in: entries(of: $0, at: home)) })
            for (purpose, entitled) in [(KeyPurpose.personal, mine.state.live), (.couple, mine.state.live + theirs.state.live)] {
                let devices = Set(entitled.map(\.id))
                let key = try #require(try home.keyRing.newest(purpose, live: devices), "no \(purpose) key", sourceLocation: place)
                #expect(!stolen.contains(key.id), "the \(purpose) key is stolen", sourceLocation: place)
                let given = try home.store.read { try $0.grants() }.filter { $0.key == key.id }.flatMap(\.sealed).map(\.recipient)
                #expect(devices.isSubset(of: given), "the \(purpose) key is not everywhere", sourceLocation: place)
            }
            #expect(try home.client.status().pending == 0, sourceLocation: place)
        }
        let couples = try [couple.ada, couple.ben].map { home in
            try home.keyRing.entries.values.filter { $0.purpose == .couple }.map(\.key.id).sorted()
        }
        #expect(couples[0] == couples[1], sourceLocation: place)
    }

    private func entries(of partner: PartnerID, at home: TestHome) throws -> [LogEntry] {
        try home.store.read { try $0.entries(of: partner) }
    }
}
