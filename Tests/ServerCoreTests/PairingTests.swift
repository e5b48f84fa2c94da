import Models
import ServerCore
import Support
import Testing
import Wire

@Suite("Pairing")
struct PairingTests {
    /// An inviter whose box is waiting, and the code's locator.
    private func invitation(_ kind: StoreKind, clock: TestClock = TestClock()) async throws -> (TestServer, TestClient, Locator) {
        let server = try kind.server(clock: clock)
        let inviter = try TestPartner(random: server.random)
        var client = try await server.client(inviter, logs: [inviter.log.entries])
        let locator = server.random.value(Locator.self)
        #expect(try await client.pull([inviter.box(.invitation, locator: locator)]).outcomes == [.applied])
        return (server, client, locator)
    }

    @Test(arguments: StoreKind.allCases) func `hands the inviter the joiner's log, keys and proof`(_ kind: StoreKind) async throws {
        var (server, client, locator) = try await invitation(kind)
        let box = try await server.exchange.readBox(BoxReadRequest(locator: locator))
        #expect(box.kind == .invitation && box.log == client.partner.log.entries)
        var joiner = try TestPartner(random: server.random)
        let request = try joiner.joining(client.partner, at: locator)
        #expect(try await server.exchange.answerBox(request).couple == client.partner.couple)
        let changes = try await client.pull().changes
        #expect(changes.contains(.joined(JoinChange(locator: locator, partner: joiner.id, proof: request.proof))))
        #expect(joiner.log.entries.allSatisfy { changes.contains(.entry(EntryChange(partner: joiner.id, entry: $0))) })
        #expect(request.grants.allSatisfy { changes.contains(.grant($0)) })
    }

    @Test(arguments: StoreKind.allCases)
    func `still reaches an inviter who comes back after weeks`(_ kind: StoreKind) async throws {
        var (server, client, locator) = try await invitation(kind)
        var joiner = try TestPartner(random: server.random)
        let request = try joiner.joining(client.partner, at: locator)
        _ = try await server.exchange.answerBox(request)
        server.clock.advance(seconds: 30 * 86400)
        _ = try await server.signIn(joiner)
        client.token = try await server.signIn(client.partner).token
        let changes = try await client.pull().changes
        #expect(changes.contains(.joined(JoinChange(locator: locator, partner: joiner.id, proof: request.proof))))
    }

    @Test(arguments: StoreKind.allCases)
    func `is idempotent for the same joiner, and refuses anybody else`(_ kind: StoreKind) async throws {
        let (server, client, locator) = try await invitation(kind)
        var joiner = try TestPartner(random: server.random)
        let request = try joiner.joining(client.partner, at: locator)
        let first = try await server.exchange.answerBox(request)
        #expect(try await server.exchange.answerBox(request) == first)
        var third = try TestPartner(random: server.random)
        let late = try third.joining(client.partner, at: locator)
        await #expect(throws: Problem.of(.boxUsed)) { try await server.exchange.answerBox(late) }
        await #expect(throws: Problem.of(.boxUsed)) { try await server.exchange.readBox(BoxReadRequest(locator: locator)) }
    }

    @Test(arguments: StoreKind.allCases)
    func `lets exactly one of several simultaneous joiners in`(_ kind: StoreKind) async throws {
        let (server, client, locator) = try await invitation(kind)
        let requests = try (0..<8).map { _ in
            var joiner = try TestPartner(random: server.random)
            return try joiner.joining(client.partner, at: locator)
        }
        let codes = await withTaskGroup(of: ErrorCode?.self) { group in
            for request in requests {
                group.addTask {
                    do {
                        _ = try await server.exchange.answerBox(request)
                        return nil
                    } catch { return (error as? Problem)?.code ?? .internalError }
                }
            }
            return await group.reduce(into: [ErrorCode?]()) { $0.append($1) }
        }
        #expect(codes.filter { $0 == nil }.count == 1)
        #expect(codes.filter { $0 == .boxUsed }.count == 7)
    }

    @Test(arguments: StoreKind.allCases) func `refuses an unknown and an expired code`(_ kind: StoreKind) async throws {
        let (server, client, locator) = try await invitation(kind)
        await #expect(throws: Problem.of(.boxUnknown)) {
            try await server.exchange.readBox(BoxReadRequest(locator: server.random.value()))
        }
        var joiner = try TestPartner(random: server.random)
        let request = try joiner.joining(client.partner, at: locator)
        server.clock.advance(seconds: Limits().invitationSeconds + 1)
        await #expect(throws: Problem.of(.boxExpired)) { try await server.exchange.readBox(BoxReadRequest(locator: locator)) }
        await #expect(throws: Problem.of(.boxExpired)) { try await server.exchange.answerBox(request) }
    }

    @Test(arguments: StoreKind.allCases)
    func `refuses the inviter as their own partner, also under a new log`(_ kind: StoreKind) async throws {
        let (server, client, locator) = try await invitation(kind)
        var same = client.partner
        let own = BoxAnswerRequest(locator: locator, log: same.log.entries, grants: [], proof: Blob([1]))
        await #expect(throws: Problem.of(.ownInvitation)) { try await server.exchange.answerBox(own) }
        let device = client.partner.device
        let other = try LogEntry(
            previous: [], action: .add(card: device.card, retiring: nil), device: device.id,
            time: server.clock.now.advanced(by: .seconds(9)),
            signedWith: device.signing)
        same.log = try DeviceLog(first: other)
        let disguised = try same.joining(client.partner, at: locator)
        await #expect(throws: Problem.of(.ownInvitation)) { try await server.exchange.answerBox(disguised) }
    }

    @Test(arguments: StoreKind.allCases)
    func `refuses a joiner who names somebody else, and keys of somebody else`(_ kind: StoreKind) async throws {
        let (server, client, locator) = try await invitation(kind)
        var joiner = try TestPartner(random: server.random)
        let unnamed = BoxAnswerRequest(locator: locator, log: joiner.log.entries, grants: [], proof: Blob([1]))
        await #expect(throws: Problem.of(.badEntry)) { try await server.exchange.answerBox(unnamed) }
        let good = try joiner.joining(client.partner, at: locator)
        let foreign = try client.partner.grant(.couple, to: [])
        let forged = BoxAnswerRequest(locator: locator, log: good.log, grants: [foreign], proof: good.proof)
        await #expect(throws: Problem.of(.foreignAuthor)) { try await server.exchange.answerBox(forged) }
        #expect(try await server.exchange.answerBox(good).couple == client.partner.couple)
    }

    @Test(arguments: StoreKind.allCases)
    func `takes no third partner and no invitation of a full couple`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let box = couple.first.partner.box(.invitation, locator: couple.first.server.random.value())
        #expect(try await couple.first.pull([box]).outcomes == [.refused(.coupleFull)])
    }

    @Test(arguments: StoreKind.allCases)
    func `a new invitation replaces the one that was not used`(_ kind: StoreKind) async throws {
        var (server, client, locator) = try await invitation(kind)
        let second = server.random.value(Locator.self)
        try await client.pull([client.partner.box(.invitation, locator: second)])
        await #expect(throws: Problem.of(.boxUnknown)) { try await server.exchange.readBox(BoxReadRequest(locator: locator)) }
        _ = try await server.exchange.readBox(BoxReadRequest(locator: second))
    }

    @Test(arguments: StoreKind.allCases) func `the joiner gets what the inviter shared before`(_ kind: StoreKind) async throws {
        var (server, client, locator) = try await invitation(kind)
        let note = try client.partner.record(.shared, at: server.clock.now)
        try await client.pull([.record(RecordWrite(record: note))])
        var joiner = try TestPartner(random: server.random)
        _ = try await server.exchange.answerBox(joiner.joining(client.partner, at: locator))
        var second = try await server.client(joiner)
        try await second.pull()
        #expect(second.records[note.header.id]?.body == note.body)
        #expect(second.received.contains(.entry(EntryChange(partner: client.partner.id, entry: client.partner.log.entries[0]))))
    }
}
