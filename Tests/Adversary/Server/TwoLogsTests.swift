import Models
import ServerCore
import Support
import Testing
import Wire

@Suite("A partner who puts the other's card into their own log")
struct TwoLogsTests {
    /// Mallory invited Ada, who has two devices, and uses a server that has lost everything.
    private struct Scene {
        var server: TestServer
        let honest: TestPartner
        var mallory: TestPartner
        var ada: TestClient
        var phone: TestClient

        init(_ kind: StoreKind) async throws {
            server = try kind.server()
            var couple = try await server.couple()
            ada = couple.second
            phone = try await ada.linked()
            try await ada.pull()
            try await couple.first.pull()
            honest = couple.first.partner
            mallory = couple.first.partner
        }

        /// Mallory signs in first, with a log that claims Ada's devices as Mallory's.
        mutating func loseEverything(_ kind: StoreKind) async throws -> TestClient {
            for device in [ada.partner.device, phone.partner.device] {
                try mallory.log.insert(mallory.entry(.add(card: device.card, retiring: nil)))
            }
            server = try kind.server(clock: server.clock)
            var client = try await server.client(mallory, logs: [mallory.log.entries])
            try await client.pull()
            return client
        }

        /// Ada's devices return, each with the logs that it knows.
        mutating func comeBack() async throws {
            let logs = [honest.log.entries, ada.partner.log.entries]
            ada = try await server.client(ada.partner, logs: logs)
            try await ada.pull()
            phone = try await server.client(ada.partner.at(phone.partner.device), logs: logs)
            try await phone.pull()
        }
    }

    @Test(.attacks(.nobodyWritesInYourName), arguments: StoreKind.allCases, [false, true])
    func `is refused, offered or not, once the card's holder has come`(_ kind: StoreKind, offered: Bool) async throws {
        let server = try kind.server()
        var couple = try await server.couple()
        let other = try await couple.second.linked()
        let kit = TestDevice(kind: .kit)
        try await couple.second.pull([couple.second.partner.append(.add(card: kit.card, retiring: nil))])
        let cards = [couple.second.partner.device.card, other.partner.device.card] + (offered ? [] : [kit.card])
        for card in cards {
            let entry = try couple.first.partner.entry(.add(card: card, retiring: nil))
            let write = Write.entry(EntryWrite(partner: couple.first.partner.id, entry: entry, offered: offered))
            #expect(try await couple.first.sync([write]).outcomes == [.refused(.badEntry)])
        }
        #expect(try await couple.second.pull().changes.isEmpty)
    }

    @Test(.attacks(.nobodyWritesInYourName), arguments: StoreKind.allCases)
    func `and comes first to a server that lost everything: the other's machines still write and are sent to`(_ kind: StoreKind)
        async throws
    {
        var scene = try await Scene(kind)
        var mallory = try await scene.loseEverything(kind)
        let secret = try mallory.partner.record(.own, at: scene.server.clock.now)
        #expect(try await mallory.pull([.record(RecordWrite(record: secret))]).outcomes == [.applied])
        try await scene.comeBack()
        for var client in [scene.ada, scene.phone] {
            let record = try client.partner.record(.own, at: scene.server.clock.now)
            #expect(try await client.pull([.record(RecordWrite(record: record))]).outcomes == [.applied])
            #expect(client.records[secret.header.id] == nil)
        }
        #expect(try await mallory.pull().changes.records.isEmpty)
    }

    @Test(.attacks(.leavingNeedsNobody), arguments: StoreKind.allCases)
    func `and the other can still leave`(_ kind: StoreKind) async throws {
        var scene = try await Scene(kind)
        var mallory = try await scene.loseEverything(kind)
        try await scene.comeBack()
        #expect(try await scene.ada.sync([scene.ada.partner.append(.leave)]).outcomes == [.applied])
        await #expect(throws: Problem.of(.partnerLeft)) { try await scene.server.signIn(scene.ada.partner) }
        try await mallory.pull()
        let record = try mallory.partner.record(.shared, at: scene.server.clock.now)
        #expect(try await mallory.pull([.record(RecordWrite(record: record))]).outcomes == [.refused(.coupleEnded)])
    }

    @Test(.attacks(.removedDevicesEnd), arguments: StoreKind.allCases)
    func `and the other's removal of a machine ends its token and its signing in`(_ kind: StoreKind) async throws {
        var scene = try await Scene(kind)
        _ = try await scene.loseEverything(kind)
        try await scene.comeBack()
        let phone = scene.phone.partner
        let removal = try scene.ada.partner.append(.remove(device: phone.device.id, standing: []))
        #expect(try await scene.ada.pull([removal]).outcomes == [.applied])
        await #expect(throws: Problem.of(.tokenUnknown)) { try await scene.phone.sync() }
        await #expect(throws: Problem.of(.deviceRemoved)) { try await scene.server.signIn(phone) }
        // A client that doesn't say whom it signs in for isn't treated as the other partner's.
        await #expect(throws: Problem.of(.deviceUnknown)) { try await scene.server.signIn(phone, named: false) }
    }

    @Test(.attacks(.nobodyWritesInYourName), arguments: StoreKind.allCases)
    func `and puts the other's kit beside their own box: the other's box stays`(_ kind: StoreKind) async throws {
        var scene = try await Scene(kind)
        let kit = TestDevice(kind: .kit)
        let locator: Locator = scene.server.random.value()
        try scene.mallory.log.insert(scene.mallory.entry(.add(card: kit.card, retiring: nil)))
        var mallory = try await scene.loseEverything(kind)
        try await scene.comeBack()
        let outcomes = try await scene.ada.pull([
            scene.ada.partner.append(.add(card: kit.card, retiring: nil)),
            scene.ada.partner.box(.kit, locator: locator, device: kit.id),
        ]).outcomes
        // Not offered, and Mallory's log came first: the server can't tell which of the two created it.
        #expect(outcomes == [.refused(.badEntry), .refused(.deviceNotAlive)])
        let entry = try #require(scene.ada.partner.log.entries.last)
        let again = try await scene.ada.pull([
            .entry(EntryWrite(partner: scene.ada.partner.id, entry: entry, offered: true)),
            scene.ada.partner.box(.kit, locator: locator, device: kit.id),
        ])
        #expect(again.outcomes == [.applied, .applied])
        let theirs: Locator = scene.server.random.value()
        #expect(try await mallory.pull([mallory.partner.box(.kit, locator: theirs, device: kit.id)]).outcomes == [.applied])
        _ = try await scene.server.exchange.readBox(BoxReadRequest(locator: locator))
        let session = try await scene.server.signIn(scene.ada.partner.at(kit), couple: .some(nil))
        #expect(session.partner == scene.ada.partner.id)
    }
}
