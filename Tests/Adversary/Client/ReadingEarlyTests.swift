import Models
import ServerCore
import Support
import Testing
import Wire

@Suite("A partner with a good token and a changed client, who wants to read before the time", .attacks(.noEarlyReading))
struct ReadingEarlyTests {
    /// Ada has sealed in escrow mode, so the server has everything; Ben hasn't sealed.
    private struct Scene {
        let couple: TestCouple
        var ben: TestClient
        let round: RoundID
        let answer: RevealedAnswer

        init(_ kind: StoreKind) async throws {
            var couple = try await kind.server().couple()
            round = couple.round()
            answer = try couple.first.partner.revealable(round, at: couple.now)
            #expect(try await couple.first.pull([answer.sealing()]).outcomes == [.applied])
            try await couple.second.pull()
            self.couple = couple
            ben = couple.second
        }

        func isWithheld(_ changes: [Change]) -> Bool {
            changes.records.filter { $0.header.author == couple.first.partner.id }
                .allSatisfy { $0.body == nil && $0.opening == nil && $0.ownKey == nil && $0.phase != .revealed }
        }

        /// What a request returns: pages, or a problem.
        func ask(cursor: Cursor?, furthest: Cursor?, offering: Bool, writes: [Write] = []) async throws -> [Change] {
            do {
                return try await ben.server.exchange.sync(
                    SyncRequest(cursor: cursor, furthest: furthest, offering: offering, writes: writes), token: ben.token
                ).changes
            } catch { return [] }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `no cursor shows more: none, the author's, another couple's, one that was edited`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let stranger = try await kind.server().couple(CouplePlan(seed: 31))
        let own = try #require(scene.ben.cursor)
        let edited = (0..<Cursor.byteCount).map { index in
            var bytes = own.bytes
            bytes[index] ^= 1 << UInt8(index % 8)
            return Cursor(validated: bytes)
        }
        let zero = Cursor(validated: Bytes(repeating: 0, count: Cursor.byteCount))
        let cursors: [Cursor?] =
            [nil, own, scene.ben.furthest, scene.couple.first.cursor, scene.couple.first.furthest, stranger.first.cursor, zero]
            + edited
        for cursor in cursors {
            for offering in [true, false] {
                #expect(scene.isWithheld(try await scene.ask(cursor: cursor, furthest: nil, offering: offering)))
                #expect(scene.isWithheld(try await scene.ask(cursor: own, furthest: cursor, offering: offering)))
                #expect(scene.isWithheld(try await scene.ask(cursor: nil, furthest: cursor, offering: offering)))
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `nothing that can be written brings a round forward alone`(_ kind: StoreKind) async throws {
        var scene = try await Scene(kind)
        let (ben, ada) = (scene.ben.partner, scene.couple.first.partner)
        let mine = try ben.revealable(scene.round, at: scene.couple.now)
        let header = scene.answer.record.header
        // Ben knows Ada's signed header, but neither her body nor her opening; the ones used here are his own.
        let guessed = Record(header: header, signature: scene.answer.record.signature, body: Blob([1, 2, 3]))
        let forged = try Opening(
            couple: header.couple, round: scene.round, author: ada.id, device: ben.device.id,
            commitment: #require(header.commitment),
            partnerCommitment: mine.record.header.commitment, wrapped: mine.opening.wrapped, signedWith: ben.device.signing)
        let attempts: [Write] = [
            .opening(mine.opening), .opening(forged), .opening(try ben.opening(of: mine.record, seeing: header.commitment)),
            .pair(RevealedPair(mine: mine, theirs: RevealedAnswer(record: guessed, opening: forged))),
            .pair(RevealedPair(mine: mine, theirs: mine)),
            .pair(RevealedPair(mine: RevealedAnswer(record: guessed, opening: forged), theirs: mine)),
        ]
        for write in attempts {
            for offering in [true, false] {
                let reply = try await scene.ben.sync([write], offering: offering)
                #expect(reply.outcomes.allSatisfy { if case .refused = $0 { true } else { false } })
                #expect(scene.isWithheld(reply.changes))
            }
        }
        #expect(scene.isWithheld(try await scene.ask(cursor: nil, furthest: nil, offering: false)))
    }

    @Test(arguments: StoreKind.allCases)
    func `sealing, reading, and taking it back: what has opened was sealed for good`(_ kind: StoreKind) async throws {
        var scene = try await Scene(kind)
        let now = scene.couple.now
        let seal = try scene.ben.partner.seal(scene.round, at: now)
        // In one request: by the time the round is evaluated, nothing is sealed any more.
        let withdrawn = try await scene.ben.pull([seal, scene.ben.partner.withdraw(scene.round, at: now.advanced(by: .seconds(1)))])
        #expect(withdrawn.outcomes == [.applied, .applied] && scene.isWithheld(withdrawn.changes))
        // And one after the other.
        let later = now.advanced(by: .seconds(2))
        let opened = try await scene.ben.pull([scene.ben.partner.seal(scene.round, at: later)])
        #expect(!scene.isWithheld(opened.changes))
        let taken = try await scene.ben.pull([
            scene.ben.partner.withdraw(scene.round, at: later.advanced(by: .seconds(1))),
            scene.ben.partner.seal(scene.round, at: later.advanced(by: .seconds(2))),
        ])
        #expect(taken.outcomes == [.locked, .locked])
    }

    @Test(arguments: StoreKind.allCases)
    func `a code on paper sees no record at all, not even with the cursors of its owner's machines`(_ kind: StoreKind) async throws
    {
        var scene = try await Scene(kind)
        let kit = TestDevice(kind: .kit)
        try await scene.ben.pull([scene.ben.partner.append(.add(card: kit.card, retiring: nil))])
        let token = try await scene.ben.server.signIn(scene.ben.partner.at(kit)).token
        for cursor in [nil, scene.ben.cursor, scene.ben.furthest, scene.couple.first.cursor] {
            for offering in [true, false] {
                let request = SyncRequest(cursor: cursor, furthest: nil, offering: offering, writes: [])
                let reply = try? await scene.ben.server.exchange.sync(request, token: token)
                #expect(reply?.changes.records.isEmpty ?? true)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `signing in with logs of one's own making gives no other place than one's own`(_ kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let (server, ada) = (scene.ben.server, scene.couple.first.partner)
        // A device that Ben created and enlisted in Ada's log himself.
        let device = TestDevice()
        let entry = try LogEntry(
            previous: ada.log.tips, action: .add(card: device.card, retiring: nil), device: ada.device.id, time: scene.couple.now,
            signedWith: scene.ben.partner.device.signing)
        let impostor = scene.ben.partner.at(device)
        for logs in [[ada.log.entries + [entry]], [ada.log.entries + [entry], scene.ben.partner.log.entries], [[entry]]] {
            await #expect(throws: Problem.self) { try await server.signIn(impostor, logs: logs) }
        }
        // A stranger's whole log, in place of either.
        let stranger = try TestPartner(random: SeededRandom(seed: 77))
        for logs in [[stranger.log.entries], [ada.log.entries, stranger.log.entries], [stranger.log.entries, ada.log.entries]] {
            await #expect(throws: Problem.self) { try await server.signIn(stranger, couple: ada.couple, logs: logs) }
        }
    }
}
