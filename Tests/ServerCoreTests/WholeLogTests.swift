import Models
import ServerCore
import Support
import Testing
import Wire

/// Logs that arrive complete: when founding a couple, when signing in, and with the answer to an invitation.
@Suite("Logs that come whole")
struct WholeLogTests {
    /// A log with any additions and removals by its device, ending with an unsigned entry: the error shows whether signatures were
    /// checked before room.
    private func founder(adds: Int, removes: Bool, names: Int = 0, forged: Bool = true) throws -> (TestPartner, [LogEntry]) {
        let random = SeededRandom(seed: 5)
        var partner = try TestPartner(random: random)
        for _ in 0..<adds {
            let device = TestDevice()
            _ = try partner.append(.add(card: device.card, retiring: nil))
            guard removes else { continue }
            let standing: [VersionDigest] = (0..<names).map { _ in random.value() }
            _ = try partner.append(.remove(device: device.id, standing: standing))
        }
        guard forged, let last = partner.log.entries.last else { return (partner, partner.log.entries) }
        let unsigned = LogEntry(
            previous: last.previous, action: last.action, device: last.device, time: last.time,
            signature: Signature(validated: Bytes(repeating: 1, count: 64)))
        return (partner, partner.log.entries.dropLast() + [unsigned])
    }

    /// How many devices are added, whether each is removed again, how many versions that names, and the resulting error.
    private static let founded: [(Int, Bool, Int, ErrorCode)] = [
        (63, false, 0, .badEntry), (64, false, 0, .quotaDevices), (127, true, 0, .badEntry), (128, true, 0, .quotaRecords),
        (30, true, 100, .quotaBytes), (3, true, 5_000, .quotaBytes),
    ]

    @Test(arguments: founded)
    func `a couple is founded with a log that has room, and with no other: that is seen before a signature is`(
        adds: Int, removes: Bool, names: Int, code: ErrorCode
    ) async throws {
        let server = try StoreKind.memory.server()
        let (partner, log) = try founder(adds: adds, removes: removes, names: names)
        let error = await #expect(throws: Problem.self) { try await server.signIn(partner, logs: [log]) }
        #expect(error?.code == code)
    }

    @Test func `more entries than a log can have come to are not even read`() async throws {
        let server = try StoreKind.memory.server(limits: Limits(logEntries: 16))
        let (partner, log) = try founder(adds: 64, removes: true, forged: false)
        await #expect(throws: Problem.of(.quotaRecords)) { try await server.signIn(partner, logs: [log]) }
    }

    @Test(arguments: StoreKind.allCases) func `what has room is taken as a whole`(_ kind: StoreKind) async throws {
        let server = try kind.server()
        let (partner, log) = try founder(adds: 100, removes: true, forged: false)
        var client = try await server.client(partner, logs: [log])
        #expect(try await client.pull().changes.count == 201)
    }

    private static let answered: [(Int, Bool, Int, ErrorCode)] = [
        (64, false, 0, .quotaDevices), (128, true, 0, .quotaRecords), (3, true, 5_000, .quotaBytes),
    ]

    @Test(arguments: answered)
    func `an answer's log is looked at in the same way`(adds: Int, removes: Bool, names: Int, code: ErrorCode) async throws {
        let server = try StoreKind.memory.server()
        let plan = try CouplePlan()
        var first = try await server.client(plan.inviter, logs: [[plan.inviter.log.entries[0]]])
        try await first.pull([first.partner.box(.invitation, locator: plan.locator)])
        var (joiner, _) = try founder(adds: adds, removes: removes, names: names, forged: false)
        let good = try joiner.joining(plan.inviter, at: plan.locator)
        let unsigned = LogEntry(
            previous: good.log[1].previous, action: good.log[1].action, device: good.log[1].device, time: good.log[1].time,
            signature: Signature(validated: Bytes(repeating: 1, count: 64)))
        let log = [good.log[0], unsigned] + good.log.dropFirst(2)
        let answer = BoxAnswerRequest(locator: good.locator, log: log, grants: good.grants, proof: good.proof)
        let error = await #expect(throws: Problem.self) { try await server.exchange.answerBox(answer) }
        #expect(error?.code == code)
    }

    // MARK: - Beside an existing couple
    @Test func `a device that no log makes known never reaches the writer`() async throws {
        let store = MemoryStore()
        let server = try TestServer(store)
        let couple = try await server.couple()
        let stranger = try founder(adds: 20, removes: false, forged: false).0
        let before = store.entriesReadWhileWriting
        for logs in [[stranger.log.entries], [couple.first.partner.log.entries, stranger.log.entries]] {
            await #expect(throws: Problem.of(.deviceUnknown)) {
                try await server.signIn(stranger, couple: couple.first.partner.couple, named: false, logs: logs)
            }
        }
        #expect(store.entriesReadWhileWriting == before)
    }

    @Test(arguments: StoreKind.allCases)
    func `a machine that the server lost signs in with its log`(_ kind: StoreKind) async throws {
        let couple = try await kind.server().couple()
        var lost = couple.first.partner
        let machine = TestDevice()
        _ = try lost.append(.add(card: machine.card, retiring: nil))
        var client = try await couple.first.server.client(
            lost.at(machine), logs: [lost.log.entries, couple.second.partner.log.entries])
        #expect(try await client.pull().changes.contains { if case .entry = $0 { true } else { false } })
    }
}
