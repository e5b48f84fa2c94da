import Models
import ServerCore
import Support
import Testing
import Wire

@Suite("Somebody of another couple on the same server", .attacks(.couplesAreApart))
struct OtherCoupleTests {
    /// Mallory and an accomplice are a separate couple on Ada and Ben's server, and know every id there is.
    private struct Scene {
        let kind: StoreKind
        let server: TestServer
        var couple: TestCouple
        var mallory: TestClient
        let round: RoundID
        let answers: [RevealedAnswer]
        let kit = TestDevice(kind: .kit)
        let kitLocator: Locator

        init(_ kind: StoreKind) async throws {
            self.kind = kind
            server = try kind.server(limits: Limits(recordsPerPartner: 40))
            couple = try await server.couple(CouplePlan(seed: 7))
            mallory = try await server.couple(CouplePlan(seed: 8)).first
            kitLocator = server.random.value()
            let (now, round) = (server.clock.now, couple.round())
            answers = try [couple.first, couple.second].map { try $0.partner.revealable(round, at: now) }
            self.round = round
            try await couple.first.pull([
                answers[0].sealing(), couple.first.partner.append(.add(card: kit.card, retiring: nil)),
                couple.first.partner.box(.kit, locator: kitLocator, device: kit.id),
            ])
            try await couple.second.pull([answers[1].sealing()])
            try await couple.first.pull()
        }

        var id: CoupleID { couple.first.partner.couple }

        func state() throws -> [Set<RecordRow>] { try RecordScope.allCases.map { Set(try server.stored($0, id)) } }

        /// Every kind of write that names the other couple or something in it.
        func writes() throws -> [Write] {
            let (mallory, ada, now) = (mallory.partner, couple.first.partner, server.clock.now)
            var moved = mallory
            moved.couple = id
            let entry = try mallory.entry(.add(card: TestDevice().card, retiring: nil))
            return try [
                .record(RecordWrite(record: moved.record(.own, at: now))),
                .record(RecordWrite(record: moved.record(.shared, at: now))),
                .record(RecordWrite(record: moved.answer(round, at: now))), .record(RecordWrite(record: answers[0].record)),
                answers[0].sealing(offered: true), .opening(answers[0].opening),
                .opening(moved.opening(of: moved.answer(round, at: now))),
                .grant(moved.grant(.couple, to: [mallory.device.id])), .grant(ada.grant(.couple, to: [mallory.device.id])),
                .pair(RevealedPair(mine: answers[0], theirs: answers[1])),
                .pair(RevealedPair(mine: answers[1], theirs: answers[0])),
                .entry(EntryWrite(partner: ada.id, entry: entry)), .entry(EntryWrite(partner: ada.id, entry: entry, offered: true)),
                .entry(EntryWrite(partner: ada.id, entry: ada.entry(.leave), offered: true)),
                .entry(EntryWrite(partner: mallory.id, entry: ada.entry(.leave), offered: true)),
                mallory.box(.invitation, locator: kitLocator), mallory.box(.kit, locator: kitLocator, device: kit.id),
                mallory.box(.kit, locator: server.random.value(), device: kit.id),
                mallory.box(.invitation, locator: couple.locator),
            ]
        }
    }

    @Test(arguments: StoreKind.allCases) func `changes nothing there, whatever they write`(_ kind: StoreKind) async throws {
        var scene = try await Scene(kind)
        let before = try scene.state()
        let box = try await scene.server.exchange.readBox(BoxReadRequest(locator: scene.kitLocator))
        for (index, write) in try scene.writes().enumerated() {
            let outcome = try await scene.mallory.sync([write]).outcomes[0]
            #expect(outcome != .applied && outcome != .superseded && outcome != .locked, "write \(index)")
        }
        #expect(try scene.state() == before)
        #expect(try await scene.couple.first.pull().changes.isEmpty)
        let now = try await scene.couple.second.pull().changes
        #expect(now.isEmpty, "\(now)")
        #expect(try await scene.server.exchange.readBox(BoxReadRequest(locator: scene.kitLocator)).box == box.box)
    }

    @Test(arguments: StoreKind.allCases)
    func `ends no kit there by having its card in a log of their own`(_ kind: StoreKind) async throws {
        var scene = try await Scene(kind)
        let (kit, locator) = (scene.kit, scene.kitLocator)
        let before = try await scene.server.exchange.readBox(BoxReadRequest(locator: locator))
        try await scene.mallory.pull([scene.mallory.partner.append(.add(card: kit.card, retiring: nil))])
        let outcomes = try await scene.mallory.pull([
            scene.mallory.partner.box(.kit, locator: locator, device: kit.id),
            scene.mallory.partner.append(.remove(device: kit.id, standing: [])),
        ]).outcomes
        #expect(outcomes == [.refused(.boxUsed), .applied])
        #expect(try await scene.server.exchange.readBox(BoxReadRequest(locator: locator)) == before)
        // The same without naming the couple.
        let ada = scene.couple.first.partner
        let session = try await scene.server.signIn(ada.at(kit), couple: .some(nil))
        #expect(session.couple == ada.couple && session.partner == ada.id)
    }

    @Test(arguments: StoreKind.allCases)
    func `reads nothing there with cursors of that couple, and turns nobody's history but their own`(_ kind: StoreKind) async throws
    {
        var scene = try await Scene(kind)
        for cursor in [scene.couple.first.cursor, scene.couple.second.furthest] {
            let request = SyncRequest(cursor: cursor, furthest: cursor, offering: false, writes: [])
            await #expect(throws: Problem.of(.historyChanged)) {
                try await scene.server.exchange.sync(request, token: scene.mallory.token)
            }
        }
        #expect(try await scene.couple.first.pull().changes.isEmpty)
        let all = try await scene.server.exchange.sync(
            SyncRequest(cursor: nil, furthest: nil, offering: true, writes: []), token: scene.mallory.token)
        #expect(!all.changes.records.contains { $0.header.couple == scene.id })
    }

    @Test(arguments: StoreKind.allCases)
    func `signs in there neither with their own device nor with logs that they bring`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let (ada, ben, mallory) = (scene.couple.first.partner, scene.couple.second.partner, scene.mallory.partner)
        for logs in [
            [], [mallory.log.entries], [ada.log.entries, mallory.log.entries], [mallory.log.entries, ben.log.entries],
            [ada.log.entries, ben.log.entries],
        ] {
            await #expect(throws: Problem.self) { try await scene.server.signIn(mallory, couple: scene.id, logs: logs) }
        }
        // Someone else's device, with one's own key.
        var mask = mallory
        mask.device = TestDevice()
        let challenge = scene.server.exchange.challenge(ChallengeRequest(device: ada.device.id)).challenge
        await #expect(throws: Problem.of(.badSignature)) {
            try await scene.server.exchange.signIn(
                SessionRequest(
                    device: ada.device.id, couple: scene.id, challenge: challenge,
                    signature: mask.signature(of: challenge, couple: scene.id), logs: [mallory.log.entries]))
        }
    }

    @Test(arguments: StoreKind.allCases) func `uses up nobody's room but their own`(_ kind: StoreKind) async throws {
        var scene = try await Scene(kind)
        let writes = try (0..<60).map { _ in
            Write.record(RecordWrite(record: try scene.mallory.partner.record(.own, at: scene.server.clock.now)))
        }
        #expect(try await scene.mallory.pull(writes).outcomes.contains(.refused(.quotaRecords)))
        let record = try scene.couple.first.partner.record(.own, at: scene.server.clock.now)
        #expect(try await scene.couple.first.pull([.record(RecordWrite(record: record))]).outcomes == [.applied])
    }

    @Test(arguments: StoreKind.allCases)
    func `cannot answer the invitation of a couple that is full, or bring back an answer of another's`(_ kind: StoreKind)
        async throws
    {
        let scene = try await Scene(kind)
        var stranger = try TestPartner(random: SeededRandom(seed: 5))
        let own = try stranger.joining(scene.couple.first.partner, at: scene.couple.locator)
        await #expect(throws: Problem.of(.boxUsed)) { try await scene.server.exchange.answerBox(own) }
        let onKit = BoxAnswerRequest(
            locator: scene.kitLocator, log: stranger.log.entries, grants: own.grants, proof: own.proof)
        await #expect(throws: Problem.of(.boxUnknown)) { try await scene.server.exchange.answerBox(onKit) }
    }
}
