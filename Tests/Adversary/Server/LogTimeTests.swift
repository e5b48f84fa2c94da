import Models
import ServerCore
import Support
import Testing
import Wire

/// A couple keeps the server's single writer busy with its log entries, so that everyone else waits. Measured in entries read
/// there.
@Suite("A couple that holds up the others with its log", .attacks(.couplesAreApart))
struct LogTimeTests {
    private let store = MemoryStore()

    /// A couple whose first partner's log has as many branches as allowed.
    private func bush() async throws -> (couple: TestCouple, fork: [EntryHash]) {
        var couple = try await TestServer(store).couple()
        let machines = (0..<14).map { _ in TestDevice() }
        try await couple.first.pull(machines.map { try couple.first.partner.append(.add(card: $0.card, retiring: nil)) })
        let trunk = couple.first.partner
        for machine in machines {
            var branch = trunk
            let writes = try (0..<3).map { _ in try branch.append(.add(card: TestDevice().card, retiring: nil), by: machine) }
            let outcomes = try await couple.first.pull(offering(writes)).outcomes
            #expect(outcomes.allSatisfy { $0 == .applied })
            for entry in branch.log.entries { try couple.first.partner.log.insert(entry) }
        }
        return (couple, trunk.log.tips)
    }

    private func offering(_ writes: [Write]) -> [Write] {
        writes.map {
            if case .entry(let write) = $0 {
                .entry(EntryWrite(partner: write.partner, entry: write.entry, offered: true))
            } else {
                $0
            }
        }
    }

    private func forks(_ client: TestClient, _ previous: [EntryHash], count: Int) throws -> [Write] {
        try (0..<count).map { _ in
            let entry = try client.partner.entry(.add(card: TestDevice().card, retiring: nil), previous: previous)
            return .entry(EntryWrite(partner: client.partner.id, entry: entry, offered: true))
        }
    }

    @Test
    func `the same entries again and again, there already or without room, are looked up, and no log is read for them`()
        async throws
    {
        let (grown, fork) = try await bush()
        var couple = grown
        let known = couple.first.partner.offeredLog
        // There's room for two more branches, and for a few more devices.
        let first = try await couple.first.pull(forks(couple.first, fork, count: 100)).outcomes
        #expect(first.count { $0 == .applied } == 2)
        let full = try forks(couple.first, fork, count: 100)
        let before = store.entriesReadWhileWriting
        for _ in 0..<5 {
            let outcomes = try await couple.first.pull(known + full).outcomes
            #expect(outcomes.prefix(known.count).allSatisfy { $0 == .applied })
            #expect(outcomes.dropFirst(known.count).allSatisfy { $0 == .refused(.quotaRecords) })
        }
        #expect(store.entriesReadWhileWriting == before)
    }

    @Test func `entries that are taken have the writer read no more than what came since`() async throws {
        var couple = try await bush().couple
        try await couple.first.pull()
        let before = store.entriesReadWhileWriting
        // Joins the branches, as many as one entry may.
        let joint = try couple.first.partner.append(.add(card: TestDevice().card, retiring: nil))
        #expect(try await couple.first.pull([joint]).outcomes == [.applied])
        #expect(store.entriesReadWhileWriting == before)
    }

    @Test func `a log that is founded with is bounded like any other, and that is seen before it is verified`() async throws {
        let server = try TestServer(store)
        let wantOfRoom: [ErrorCode] = [.quotaRecords, .quotaBytes, .quotaDevices]
        for (adds, removes) in [(100, false), (150, true)] {
            var founder = try TestPartner(random: server.random)
            for _ in 0..<adds {
                let device = TestDevice()
                _ = try founder.append(.add(card: device.card, retiring: nil))
                if removes { _ = try founder.append(.remove(device: device.id, standing: [])) }
            }
            let error = await #expect(throws: Problem.self) { try await server.signIn(founder, logs: [founder.log.entries]) }
            #expect(error.map { wantOfRoom.contains($0.code) } == true)
            #expect(try store.read { $0.coupleIDs() } == [])
        }
    }
}
