import Models
import ServerCore
import Support
import Testing
import Wire

/// What a caller can make the server store besides records.
@Suite("Room on the server")
struct RoomTests {
    private func note(_ client: TestClient, _ id: RecordID? = nil, _ counter: UInt32 = 0) throws -> Write {
        .record(RecordWrite(record: try client.partner.record(.shared, id: id, at: TestClock.start, counter: counter, body: [1])))
    }

    @Test(arguments: StoreKind.allCases)
    func `a grant takes the place of its own device's earlier ones alone, however the same key was given before`(_ kind: StoreKind)
        async throws
    {
        var couple = try await kind.server().couple()
        let owner = couple.first.partner
        var phone = try await couple.first.linked()
        let recipients = [owner.device.id, phone.partner.device.id]
        let first = try owner.grant(.personal, to: [owner.device.id])
        let wider = try owner.grant(of: first.key, .personal, to: recipients)
        let byPhone = try phone.partner.grant(of: first.key, .personal, to: recipients)
        #expect(try await couple.first.pull([.grant(first), .grant(wider)]).outcomes == [.applied, .applied])
        #expect(try await phone.pull([.grant(byPhone)]).outcomes == [.applied])
        var anew = try await couple.first.server.client(owner)
        let kept = try await anew.pull().changes.compactMap { change -> VersionDigest? in
            if case .grant(let grant) = change, grant.key == first.key { grant.digest } else { nil }
        }
        #expect(Set(kept) == [wider.digest, byPhone.digest])
    }

    @Test func `a device new to a couple pages through what is older than the points that are kept`() async throws {
        let store = MemoryStore()
        let server = try TestServer(store, limits: Limits(changes: 3))
        var couple = try await server.couple()
        for _ in 0..<20 { try await couple.first.pull([note(couple.first)]) }
        try store.write { writer in
            for side in Side.allCases { try writer.forgetPoints(keeping: 4, side: side, of: couple.first.partner.couple) }
        }
        var fresh = try await server.client(couple.second.partner)
        try await fresh.pull()
        #expect(fresh.received.records.count == 20)
        // Nothing has started over.
        try await couple.first.pull()
        // A cursor whose point isn't kept can't be distinguished from one of another history.
        await #expect(throws: Problem.of(.historyChanged)) { try await couple.second.pull() }
        couple.second.forgetHistory()
        try await couple.second.pull()
        #expect(couple.second.received.records.count == 20)
    }

    @Test func `a server that went back is recognised also where points were forgotten`() async throws {
        let store = MemoryStore()
        var couple = try await TestServer(store).couple()
        let before = store.snapshot()
        try await couple.first.pull([note(couple.first)])
        store.restore(before)
        for _ in 0..<6 { try await couple.second.pull([note(couple.second)]) }
        try store.write { try $0.forgetPoints(keeping: 2, side: .inviter, of: couple.first.partner.couple) }
        await #expect(throws: Problem.of(.historyChanged)) { try await couple.first.pull() }
    }

    @Test(arguments: StoreKind.allCases) func `boxes are few and small`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let kits = (0..<17).map { _ in TestDevice(kind: .kit) }
        try await couple.first.pull(kits.map { try couple.first.partner.append(.add(card: $0.card, retiring: nil)) })
        let boxes = kits.map { couple.first.partner.box(.kit, locator: couple.first.server.random.value(), device: $0.id) }
        let outcomes = try await couple.first.pull(boxes).outcomes
        #expect(outcomes == Array(repeating: .applied, count: 16) + [.refused(.quotaRecords)])
        // There's room for a box that replaces one of the same device, and for the other partner's.
        let again = couple.first.partner.box(.kit, locator: couple.first.server.random.value(), device: kits[3].id)
        #expect(try await couple.first.pull([again]).outcomes == [.applied])
        let theirs = TestDevice(kind: .kit)
        let large = Write.box(
            BoxWrite(
                locator: couple.first.server.random.value(), kind: .kit, device: theirs.id,
                box: Blob(Bytes(repeating: 1, count: 16 * 1024 + 1))))
        let others = try await couple.second.pull([
            couple.second.partner.append(.add(card: theirs.card, retiring: nil)), large,
            couple.second.partner.box(.kit, locator: couple.first.server.random.value(), device: theirs.id),
        ]).outcomes
        #expect(others == [.applied, .refused(.entryTooLarge), .applied])
    }

    @Test(arguments: StoreKind.allCases) func `a device has its latest tokens alone`(_ kind: StoreKind) async throws {
        let couple = try await kind.server().couple()
        let server = couple.first.server
        var clients: [TestClient] = []
        for _ in 0..<12 {
            server.clock.advance(seconds: 1)
            clients.append(try await server.client(couple.first.partner))
        }
        for index in clients.indices where index < 4 {
            await #expect(throws: Problem.of(.tokenUnknown)) { try await clients[index].pull() }
        }
        for index in clients.indices where index >= 4 { try await clients[index].pull() }
        var other = couple.second
        try await other.pull()
    }

    @Test(arguments: StoreKind.allCases) func `a key beside the body is as long as a key`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let (round, long) = (couple.round(), Blob(Bytes(repeating: 1, count: 1_025)))
        let answer = try couple.first.partner.revealable(round, at: couple.now)
        let key = try #require(answer.record.ownKey)
        let heavy = Record(
            header: answer.record.header, signature: answer.record.signature, body: answer.record.body,
            ownKey: WrappedContentKey(key: key.key, sealed: long))
        let opening = answer.opening
        let wide = Opening(
            couple: opening.couple, round: round, author: opening.author, device: opening.device, commitment: opening.commitment,
            partnerCommitment: nil, wrapped: WrappedContentKey(key: key.key, sealed: long), signature: opening.signature)
        let outcomes = try await couple.first.pull([
            .record(RecordWrite(record: heavy, opening: opening)), .record(RecordWrite(record: answer.record, opening: wide)),
            .opening(wide), .pair(RevealedPair(mine: RevealedAnswer(record: heavy, opening: opening), theirs: answer)),
        ]).outcomes
        #expect(outcomes[0] == .refused(.bodyTooLarge))
        #expect(outcomes[1] == .refused(.bodyTooLarge))
        #expect(outcomes[2] == .refused(.bodyTooLarge))
        #expect(outcomes[3] != .applied)
        #expect(try await couple.first.pull([answer.sealing()]).outcomes == [.applied])
    }

    @Test(arguments: StoreKind.allCases)
    func `a joiner's log may not be longer than one of a partner who is alone`(_ kind: StoreKind) async throws {
        let server = try kind.server()
        let plan = try CouplePlan()
        var first = try await server.client(plan.inviter, logs: [[plan.inviter.log.entries[0]]])
        try await first.pull([first.partner.box(.invitation, locator: plan.locator)])
        var joiner = try TestPartner(random: server.random)
        for _ in 0..<2 {
            let device = TestDevice()
            _ = try joiner.append(.add(card: device.card, retiring: nil))
            _ = try joiner.append(.remove(device: device.id, standing: (0..<5_000).map { _ in server.random.value() }))
        }
        let answer = try joiner.joining(plan.inviter, at: plan.locator)
        await #expect(throws: Problem.of(.quotaBytes)) { try await server.exchange.answerBox(answer) }
    }
}
