import Models
import ServerCore
import Support
import Testing
import Wire

@Suite("Codes on paper")
struct PaperTests {
    /// A couple whose first partner has enlisted a code, and that code's device.
    private func enlisted(_ kind: StoreKind, _ code: DeviceKind) async throws -> (TestCouple, TestPartner, Locator) {
        var couple = try await kind.server().couple()
        let expires = code == .link ? couple.now.advanced(by: .seconds(Limits().linkSeconds)) : nil
        let paper = TestDevice(kind: code, expires: expires)
        let locator = couple.first.server.random.value(Locator.self)
        let writes = try [
            couple.first.partner.append(.add(card: paper.card, retiring: nil)),
            .grant(couple.first.partner.grant(.personal, to: [paper.id])),
            couple.first.partner.box(code == .kit ? .kit : .link, locator: locator, device: paper.id),
            .record(RecordWrite(record: couple.first.partner.record(.shared, at: couple.now))),
        ]
        #expect(try await couple.first.pull(writes).outcomes == Array(repeating: .applied, count: 4))
        return (couple, couple.first.partner.at(paper), locator)
    }

    @Test(arguments: StoreKind.allCases, [DeviceKind.kit, .link])
    func `sign in without knowing their couple, and see logs and keys alone`(_ kind: StoreKind, _ code: DeviceKind) async throws {
        let (couple, paper, _) = try await enlisted(kind, code)
        let response = try await couple.first.server.signIn(paper, couple: .some(nil))
        #expect(response.couple == paper.couple && response.partner == paper.id)
        var client = TestClient(server: couple.first.server, partner: paper, token: response.token)
        let changes = try await client.pull().changes
        #expect(!changes.isEmpty && changes.records.isEmpty)
        #expect(changes.allSatisfy { if case .joined = $0 { false } else { true } })
        #expect(try await client.pull().changes.isEmpty)
    }

    @Test(arguments: StoreKind.allCases) func `may do no more than add a machine and hand it keys`(_ kind: StoreKind) async throws {
        let (couple, kit, _) = try await enlisted(kind, .kit)
        var client = try await couple.first.server.client(kit)
        let machine = TestDevice()
        let record = try kit.record(.own, at: couple.now)
        let writes: [Write] = try [
            .record(RecordWrite(record: record)), kit.box(.invitation, locator: couple.first.server.random.value()),
            .entry(EntryWrite(partner: kit.id, entry: kit.entry(.leave))),
            client.partner.append(.add(card: machine.card, retiring: nil)),
            .grant(kit.at(machine).grant(.personal, to: [machine.id])),
        ]
        #expect(
            try await client.pull(writes).outcomes == [
                .refused(.notForPaper), .refused(.notForPaper), .refused(.notForPaper), .applied, .applied,
            ])
        var recovered = try await couple.first.server.client(client.partner.at(machine))
        try await recovered.pull()
        #expect(!recovered.received.records.isEmpty)
        _ = try await couple.first.server.signIn(kit)
    }

    @Test(arguments: StoreKind.allCases) func `a link code works once, and its box goes with it`(_ kind: StoreKind) async throws {
        let (couple, link, locator) = try await enlisted(kind, .link)
        #expect(try await couple.first.server.exchange.readBox(BoxReadRequest(locator: locator)).kind == .link)
        var client = try await couple.first.server.client(link)
        let machine = TestDevice()
        #expect(
            try await client.pull([client.partner.append(.add(card: machine.card, retiring: link.device.id))]).outcomes == [
                .applied
            ])
        await #expect(throws: Problem.of(.tokenUnknown)) { try await client.pull() }
        await #expect(throws: Problem.of(.deviceRemoved)) { try await couple.first.server.signIn(link, couple: .some(nil)) }
        await #expect(throws: Problem.of(.boxUnknown)) {
            try await couple.first.server.exchange.readBox(BoxReadRequest(locator: locator))
        }
        _ = try await couple.first.server.signIn(client.partner.at(machine))
    }

    @Test(arguments: StoreKind.allCases)
    func `keys that only an ended code could open are deleted`(_ kind: StoreKind) async throws {
        var (couple, link, _) = try await enlisted(kind, .link)
        try await couple.first.pull([couple.first.partner.append(.remove(device: link.device.id, standing: []))])
        let fresh = try await couple.first.linked()
        #expect(!fresh.received.contains { if case .grant(let grant) = $0 { grant.purpose == .personal } else { false } })
    }

    @Test(arguments: StoreKind.allCases) func `a link code ends by the server's clock`(_ kind: StoreKind) async throws {
        let (couple, link, locator) = try await enlisted(kind, .link)
        var client = try await couple.first.server.client(link)
        couple.first.server.clock.advance(seconds: Limits().linkSeconds + 1)
        await #expect(throws: Problem.of(.deviceExpired)) { try await client.pull() }
        await #expect(throws: Problem.of(.deviceExpired)) { try await couple.first.server.signIn(link, couple: .some(nil)) }
        await #expect(throws: Problem.of(.boxExpired)) {
            try await couple.first.server.exchange.readBox(BoxReadRequest(locator: locator))
        }
    }

    @Test(arguments: StoreKind.allCases) func `a link code that would never end is refused`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let entry = try couple.first.partner.entry(.add(card: TestDevice(kind: .link).card, retiring: nil))
        let write = Write.entry(EntryWrite(partner: couple.first.partner.id, entry: entry))
        #expect(try await couple.first.pull([write]).outcomes == [.refused(.badEntry)])
    }

    @Test(arguments: StoreKind.allCases)
    func `a link code printed under a clock that was ahead is good for nothing, and does not hold up the log`(_ kind: StoreKind)
        async throws
    {
        var couple = try await kind.server().couple()
        let server = couple.first.server
        let late = couple.now.advanced(by: .seconds(Limits().linkSeconds)).advanced(by: .milliseconds(1))
        let link = TestDevice(kind: .link, expires: late)
        let locator: Locator = server.random.value()
        try await couple.first.pull([
            couple.first.partner.append(.add(card: link.card, retiring: nil)),
            couple.first.partner.box(.link, locator: locator, device: link.id),
        ])
        let paper = couple.first.partner.at(link)
        await #expect(throws: Problem.of(.deviceExpired)) { try await server.signIn(paper, couple: .some(nil)) }
        let removal = try couple.first.partner.append(.remove(device: link.id, standing: []))
        #expect(try await couple.first.pull([removal]).outcomes == [.applied])
    }

    @Test(arguments: StoreKind.allCases)
    func `of two entries under one tip the second is told that the log moved`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let partner = couple.first.partner
        let writes = try (0..<2).map { _ in
            Write.entry(EntryWrite(partner: partner.id, entry: try partner.entry(.add(card: TestDevice().card, retiring: nil))))
        }
        #expect(try await couple.first.pull(writes).outcomes == [.applied, .refused(.logMoved)])
        #expect(try await couple.first.pull([writes[0]]).outcomes == [.applied])
        let foreign = Write.entry(EntryWrite(partner: couple.second.partner.id, entry: try couple.second.partner.entry(.leave)))
        #expect(try await couple.first.pull([foreign]).outcomes == [.refused(.foreignAuthor)])
    }
}
