import FoundationEssentials
import Models
import ServerCore
import Support
import Testing
import Wire

@Suite("A stolen machine, or a changed client, that fills the room of its partner")
struct RoomTests {
    private let random = SeededRandom(seed: 77)

    /// An entry that is almost as large as allowed.
    private func largeRemoval(_ partner: TestPartner, of device: TestDevice, names: Int = 20_000) throws -> LogEntry {
        try partner.entry(.remove(device: device.id, standing: (0..<names).map { _ in random.value() }))
    }

    /// Adds devices and removes them again with long lists, for as long as that is accepted.
    ///
    /// - Returns: how many lists were accepted.
    private func fillLog(_ thief: inout TestClient, lists: Int, names: Int = 20_000) async throws -> Int {
        let devices = (0..<lists).map { _ in TestDevice() }
        try await thief.pull(devices.map { try thief.partner.append(.add(card: $0.card, retiring: nil)) })
        for (index, device) in devices.enumerated() {
            let entry = try largeRemoval(thief.partner, of: device, names: names)
            let outcome = try await thief.pull([.entry(EntryWrite(partner: thief.partner.id, entry: entry))]).outcomes[0]
            guard outcome == .applied else {
                #expect(outcome == .refused(.quotaBytes))
                return index
            }
            try thief.partner.log.insert(entry)
        }
        return lists
    }

    private func octets(_ entries: [LogEntry]) throws -> Int { try WireJSON.encode(entries).count }

    @Test(.attacks(.removedDevicesEnd, .leavingNeedsNobody), arguments: StoreKind.allCases)
    func `the log: its owner still removes the machine, naming what stands, and still leaves`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        var thief = try await couple.first.linked()
        try await couple.first.pull()
        #expect(try await fillLog(&thief, lists: 12) < 4)
        // Small entries are still accepted for a while, and then refused as well.
        _ = try await fillLog(&thief, lists: 12, names: 500)
        #expect(try octets(thief.partner.log.entries) < 3 * 1024 * 1024)
        couple.first.partner.log = thief.partner.log
        try await couple.first.pull()
        let removal = try largeRemoval(couple.first.partner, of: thief.partner.device, names: 10_000)
        let write = Write.entry(EntryWrite(partner: couple.first.partner.id, entry: removal))
        #expect(try await couple.first.pull([write]).outcomes == [.applied])
        try couple.first.partner.log.insert(removal)
        #expect(try await couple.first.pull([couple.first.partner.append(.leave)]).outcomes == [.applied])
    }

    @Test(.attacks(.couplesAreApart), arguments: StoreKind.allCases)
    func `the log of a partner who is alone: an anonymous reader of their invitation is sent little`(_ kind: StoreKind) async throws
    {
        let server = try kind.server()
        let lone = try TestPartner(random: server.random)
        var client = try await server.client(lone, logs: [lone.log.entries])
        try await client.pull()
        #expect(try await fillLog(&client, lists: 12) == 0)
        _ = try await fillLog(&client, lists: 12, names: 500)
        let locator: Locator = server.random.value()
        #expect(try await client.pull([client.partner.box(.invitation, locator: locator)]).outcomes == [.applied])
        _ = try await fillLog(&client, lists: 12, names: 500)
        let reply = try await server.exchange.readBox(BoxReadRequest(locator: locator))
        #expect(try WireJSON.encode(reply).count < 400 * 1024)
        // A founding couple can't bring a larger log either.
        var founder = try TestPartner(random: server.random)
        for _ in 0..<3 {
            let device = TestDevice()
            _ = try founder.append(.add(card: device.card, retiring: nil))
            try founder.log.insert(largeRemoval(founder, of: device, names: 4_000))
        }
        await #expect(throws: Problem.of(.quotaBytes)) { try await server.signIn(founder, logs: [founder.log.entries]) }
    }

    @Test(.attacks(.removedDevicesEnd), arguments: StoreKind.allCases)
    func `grants: they are counted, and its owner still hands out new keys after removing it`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        var thief = try await couple.first.linked()
        try await couple.first.pull()
        func grant(_ client: TestClient) throws -> Write {
            .grant(try client.partner.grant(.personal, to: [client.partner.device.id]))
        }
        var taken = 0
        for _ in 0..<10 {
            let writes = try (0..<200).map { _ in try grant(thief) }
            taken += try await thief.pull(writes).outcomes.count { $0 == .applied }
        }
        #expect(taken > 800 && taken <= 1_000)
        #expect(try await thief.pull([grant(thief)]).outcomes == [.refused(.quotaRecords)])
        #expect(try await couple.second.pull([grant(couple.second)]).outcomes == [.applied])
        try await couple.first.pull([couple.first.partner.append(.remove(device: thief.partner.device.id, standing: []))])
        #expect(try await couple.first.pull([grant(couple.first)]).outcomes == [.applied])
    }

    @Test(arguments: StoreKind.allCases)
    func `the same key handed out again and again is kept once, and replaces no other device's`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        var other = try await couple.first.linked()
        try await couple.first.pull()
        let key: KeyID = couple.first.server.random.value()
        func grant(_ client: TestClient, to recipients: [DeviceID], octet: UInt8) throws -> KeyGrant {
            let partner = client.partner
            return try KeyGrant(
                couple: partner.couple, purpose: .personal, epoch: 3, key: key, author: partner.id, device: partner.device.id,
                sealed: recipients.map { SealedKey(recipient: $0, encapsulated: Blob([octet]), ciphertext: Blob([octet])) },
                signedWith: partner.device.signing)
        }
        let both = [couple.first.partner.device.id, other.partner.device.id]
        let (first, second) = (couple.first, other)
        let wide = try grant(first, to: both, octet: 0)
        let repeated = try (1...20).map { try grant(first, to: both, octet: $0) }
        let narrow = try grant(first, to: [both[0]], octet: 99)
        let foreign = try grant(second, to: both, octet: 50)
        try await couple.first.pull([.grant(wide)] + repeated.map { .grant($0) } + [.grant(narrow)])
        try await other.pull([.grant(foreign)])
        var fresh = try await couple.first.server.client(couple.first.partner)
        try await fresh.pull()
        let kept = fresh.received.compactMap { if case .grant(let grant) = $0, grant.key == key { grant.digest } else { nil } }
        #expect(kept == [repeated[19].digest, narrow.digest, foreign.digest])
    }
}
