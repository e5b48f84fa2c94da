import Models
import ServerCore
import Support
import Testing
import Wire

@Suite("Signing in")
struct SignInTests {
    @Test(arguments: StoreKind.allCases)
    func `founding needs the registration token where the server demands one`(_ kind: StoreKind) async throws {
        let server = try kind.server(registration: Registration(token: "let me in"))
        let partner = try TestPartner(random: server.random)
        #expect(server.exchange.info().registrationRequired)
        for wrong in [nil, "", "let me out"] {
            await #expect(throws: Problem.of(.registrationRequired)) {
                try await server.signIn(partner, logs: [partner.log.entries], registration: wrong)
            }
        }
        let response = try await server.signIn(partner, logs: [partner.log.entries], registration: "let me in")
        #expect(response.couple == partner.couple && response.partner == partner.id)
        // From then on, the couple is known.
        _ = try await server.signIn(partner)
    }

    @Test(arguments: StoreKind.allCases)
    func `a challenge is good for a minute, for its device alone`(_ kind: StoreKind) async throws {
        let server = try kind.server()
        let partner = try TestPartner(random: server.random)
        _ = try await server.signIn(partner, logs: [partner.log.entries])
        let challenge = server.exchange.challenge(ChallengeRequest(device: partner.device.id)).challenge
        let foreign = server.exchange.challenge(ChallengeRequest(device: server.random.value())).challenge
        func request(_ challenge: Challenge) throws -> SessionRequest {
            SessionRequest(
                device: partner.device.id, couple: partner.couple, challenge: challenge,
                signature: try partner.signature(of: challenge, couple: partner.couple))
        }
        await #expect(throws: Problem.of(.challengeExpired)) { try await server.exchange.signIn(request(foreign)) }
        let forged = Challenge(validated: challenge.bytes.dropLast() + [challenge.bytes[55] ^ 1])
        await #expect(throws: Problem.of(.challengeExpired)) { try await server.exchange.signIn(request(forged)) }
        server.clock.advance(seconds: 60)
        _ = try await server.exchange.signIn(request(challenge))
        server.clock.advance(seconds: 1)
        await #expect(throws: Problem.of(.challengeExpired)) { try await server.exchange.signIn(request(challenge)) }
    }

    @Test(arguments: StoreKind.allCases)
    func `nobody signs in with another's key, or for another couple`(_ kind: StoreKind) async throws {
        let couple = try await kind.server().couple()
        let server = couple.first.server
        let (victim, thief) = (couple.first.partner, couple.second.partner)
        let challenge = server.exchange.challenge(ChallengeRequest(device: victim.device.id)).challenge
        let signature = try thief.signature(of: challenge, couple: victim.couple)
        let request = SessionRequest(device: victim.device.id, couple: victim.couple, challenge: challenge, signature: signature)
        await #expect(throws: Problem.of(.badSignature)) { try await server.exchange.signIn(request) }
        let stranger = try TestPartner(random: server.random)
        await #expect(throws: Problem.of(.deviceUnknown)) { try await server.signIn(stranger, couple: victim.couple) }
        await #expect(throws: Problem.of(.deviceUnknown)) {
            try await server.signIn(stranger, couple: victim.couple, logs: [stranger.log.entries])
        }
        await #expect(throws: Problem.of(.coupleUnknown)) { try await server.signIn(stranger) }
        await #expect(throws: Problem.of(.badEntry)) {
            try await server.signIn(stranger, couple: server.random.value(), logs: [stranger.log.entries])
        }
    }

    @Test(arguments: StoreKind.allCases) func `a token ends, and an unknown one is none`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        couple.first.server.clock.advance(seconds: Limits().tokenSeconds)
        await #expect(throws: Problem.of(.tokenExpired)) { try await couple.first.pull() }
        couple.first.token = couple.first.server.random.value()
        await #expect(throws: Problem.of(.tokenUnknown)) { try await couple.first.pull() }
        couple.first.token = try await couple.first.server.signIn(couple.first.partner).token
        try await couple.first.pull()
    }

    @Test(arguments: StoreKind.allCases)
    func `who has ended is shown the entry that says so, on request, and no more`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let stolen = try await couple.first.linked()
        try await couple.first.pull()
        let (server, thief) = (couple.first.server, stolen.partner)
        let known = couple.first.partner.log.entries
        try await couple.first.pull([couple.first.partner.append(.remove(device: thief.device.id, standing: []))])
        let removal = try #require(couple.first.partner.log.entries.last)
        let later = try await couple.first.linked()
        #expect(later.partner.log.entries.count > known.count + 1)
        func entries(beyond tips: [EntryHash]?) async throws -> [LogEntry]? {
            do {
                _ = try await server.signIn(thief, tips: tips)
                return []
            } catch let problem as Problem {
                #expect(problem.code == .deviceRemoved)
                return problem.entries
            }
        }
        #expect(try await entries(beyond: nil) == nil)
        #expect(try await entries(beyond: couple.first.partner.log.tips) == [])
        #expect(try await entries(beyond: [known[known.count - 1].hash]) == [removal])
        #expect(try await entries(beyond: []) == known + [removal])
    }

    @Test(arguments: StoreKind.allCases)
    func `a removed device loses access at once, on its token and for good`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        var stolen = try await couple.first.linked()
        try await couple.first.pull()
        let thief = stolen.partner
        try await couple.first.pull([couple.first.partner.append(.remove(device: thief.device.id, standing: []))])
        await #expect(throws: Problem.of(.tokenUnknown)) { try await stolen.pull() }
        await #expect(throws: Problem.of(.deviceRemoved)) { try await couple.first.server.signIn(thief) }
        await #expect(throws: Problem.of(.deviceRemoved)) {
            try await couple.first.server.signIn(thief, logs: [thief.log.entries])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `of a removed device only what its removal names is taken again`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let gone = try await couple.first.linked()
        try await couple.first.pull()
        let good = try gone.partner.record(.own, at: couple.now)
        let bad = try gone.partner.record(.own, at: couple.now)
        try await couple.first.pull([
            couple.first.partner.append(.remove(device: gone.partner.device.id, standing: [good.header.digest]))
        ])
        let outcomes = try await couple.first.pull([good, bad].map { .record(RecordWrite(record: $0, offered: true)) }).outcomes
        #expect(outcomes == [.applied, .refused(.deviceNotAlive)])
    }

    @Test(arguments: StoreKind.allCases, [true, false])
    func `what a removed device sealed freezes a round only where its removal lets it stand`(_ kind: StoreKind, _ stands: Bool)
        async throws
    {
        var couple = try await kind.server().couple()
        var stolen = try await couple.first.linked()
        try await couple.first.pull()
        let round = couple.round()
        let seal = try stolen.partner.revealable(round, at: couple.now)
        try await stolen.pull([seal.sealing()])
        let standing = stands ? [seal.record.header.digest] : []
        try await couple.first.pull([couple.first.partner.append(.remove(device: stolen.partner.device.id, standing: standing))])
        let answers = try await couple.second.pull([couple.second.partner.seal(round, at: couple.now)]).changes.records
        #expect(answers.contains { $0.phase == .revealed } == stands)
        // Sealed again by a live device, it counts.
        guard !stands else { return }
        try await couple.first.pull([couple.first.partner.seal(round, at: couple.now.advanced(by: .seconds(1)))])
        #expect(couple.first.belief(of: round, by: couple.second.partner.id)?.phase == .revealed)
    }

    @Test(arguments: StoreKind.allCases) func `a server with a wrong clock is not ready`(_ kind: StoreKind) async throws {
        let clock = TestClock()
        var couple = try await kind.server(clock: clock).couple()
        #expect(await couple.first.server.exchange.unreadiness() == nil)
        for wrong in [1_767_225_599_999, 4_102_444_800_000] {
            clock.set(Instant(milliseconds: Int64(wrong)))
            #expect(await couple.first.server.exchange.unreadiness()?.code == .notReady)
            let problem = await #expect(throws: Problem.self) { try await couple.first.pull() }
            #expect(problem?.status == 503)
        }
    }
}
