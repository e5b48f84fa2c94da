import Models
import ServerCore
import Support
import Testing
import Wire

/// Every time limit of a server: a millisecond below it, at it, a millisecond above it, and with a clock that was set back.
@Suite("A server's limits of time")
struct TimeLimitTests {
    /// When the request is made, relative to a limit.
    enum Moment: Int64, CaseIterable, Sendable {
        case below = -1
        case at = 0
        case above = 1
        /// The clock was set back by a day after the limit had started to run.
        case setBack = -86_400_000

        /// - Parameter seconds: the limit, from now.
        func after(_ seconds: Int64, from now: Instant) -> Instant {
            self == .setBack
                ? now.advanced(by: .milliseconds(rawValue))
                : now.advanced(by: .seconds(seconds)).advanced(by: .milliseconds(rawValue))
        }
    }

    private func problem(_ body: () async throws -> some Any) async throws -> ErrorCode? {
        do {
            _ = try await body()
            return nil
        } catch let problem as Problem { return problem.code }
    }

    @Test(arguments: StoreKind.allCases, Moment.allCases)
    func `a challenge is good for sixty seconds, the last instant included`(_ kind: StoreKind, _ moment: Moment) async throws {
        let server = try kind.server()
        let partner = try TestPartner(random: server.random)
        _ = try await server.signIn(partner, logs: [partner.log.entries])
        let challenge = server.exchange.challenge(ChallengeRequest(device: partner.device.id)).challenge
        let request = SessionRequest(
            device: partner.device.id, couple: partner.couple, challenge: challenge,
            signature: try partner.signature(of: challenge, couple: partner.couple))
        server.clock.set(moment.after(60, from: server.clock.now))
        let code = try await problem { try await server.exchange.signIn(request) }
        #expect(code == (moment == .above ? .challengeExpired : nil))
    }

    @Test(arguments: StoreKind.allCases, Moment.allCases)
    func `a token is good for fifteen minutes, the last instant excluded, and says so`(_ kind: StoreKind, _ moment: Moment)
        async throws
    {
        let server = try kind.server()
        let partner = try TestPartner(random: server.random)
        let session = try await server.signIn(partner, logs: [partner.log.entries])
        #expect(session.expires == session.time.advanced(by: .seconds(900)))
        var client = TestClient(server: server, partner: partner, token: session.token)
        server.clock.set(moment.after(900, from: session.time))
        let code = try await problem { try await client.pull() }
        #expect(code == ([.at, .above].contains(moment) ? .tokenExpired : nil))
    }

    @Test(arguments: StoreKind.allCases, Moment.allCases)
    func `an invitation is open for forty-eight hours, to be read and to be answered`(_ kind: StoreKind, _ moment: Moment)
        async throws
    {
        let server = try kind.server()
        let inviter = try TestPartner(random: server.random)
        var client = try await server.client(inviter, logs: [inviter.log.entries])
        let locator: Locator = server.random.value()
        try await client.pull([inviter.box(.invitation, locator: locator)])
        var joiner = try TestPartner(random: server.random)
        let request = try joiner.joining(inviter, at: locator)
        server.clock.set(moment.after(48 * 3600, from: server.clock.now))
        let expected: ErrorCode? = moment == .above ? .boxExpired : nil
        #expect(try await problem { try await server.exchange.readBox(BoxReadRequest(locator: locator)) } == expected)
        #expect(try await problem { try await server.exchange.answerBox(request) } == expected)
    }

    @Test(arguments: StoreKind.allCases, Moment.allCases)
    func `what is left of an expired invitation goes after another forty-eight hours, at a sign-in`(
        _ kind: StoreKind, _ moment: Moment
    ) async throws {
        let server = try kind.server()
        let inviter = try TestPartner(random: server.random)
        var client = try await server.client(inviter, logs: [inviter.log.entries])
        let locator: Locator = server.random.value()
        try await client.pull([inviter.box(.invitation, locator: locator)])
        server.clock.set(moment.after(96 * 3600, from: server.clock.now))
        _ = try await server.signIn(inviter)
        let code = try await problem { try await server.exchange.readBox(BoxReadRequest(locator: locator)) }
        let expected: [Moment: ErrorCode] = [.below: .boxExpired, .at: .boxExpired, .above: .boxUnknown]
        #expect(code == expected[moment])
    }

    @Test(arguments: StoreKind.allCases, Moment.allCases)
    func `a link code is good for ten minutes: its box, its sign-in and its token`(_ kind: StoreKind, _ moment: Moment) async throws
    {
        var couple = try await kind.server().couple()
        let server = couple.first.server
        let start = couple.now
        let link = TestDevice(kind: .link, expires: start.advanced(by: .seconds(600)))
        let locator: Locator = server.random.value()
        try await couple.first.pull([
            couple.first.partner.append(.add(card: link.card, retiring: nil)),
            couple.first.partner.box(.link, locator: locator, device: link.id),
        ])
        let paper = couple.first.partner.at(link)
        var client = try await server.client(paper)
        server.clock.set(moment.after(600, from: start))
        // After a clock was set back, a code would outlive one that is printed now.
        let isGood = moment == .below || moment == .at
        let codes = try await [
            problem { try await server.signIn(paper, couple: .some(nil)) }, problem { try await client.pull() },
        ]
        #expect(codes == Array(repeating: isGood ? nil : .deviceExpired, count: 2))
        let box = try await problem { try await server.exchange.readBox(BoxReadRequest(locator: locator)) }
        #expect(box == (moment == .above ? .boxExpired : nil))
    }

    @Test(arguments: StoreKind.allCases, [Moment.below, .at, .above])
    func `a link code may end ten minutes from now at the latest, by the server's clock`(_ kind: StoreKind, _ moment: Moment)
        async throws
    {
        var couple = try await kind.server().couple()
        let link = TestDevice(kind: .link, expires: moment.after(600, from: couple.now))
        try await couple.first.pull([couple.first.partner.append(.add(card: link.card, retiring: nil))])
        let paper = couple.first.partner.at(link)
        let code = try await problem { try await couple.first.server.signIn(paper, couple: .some(nil)) }
        #expect(code == (moment == .above ? .deviceExpired : nil))
    }

    @Test(arguments: StoreKind.allCases, Visibility.allCases)
    func `a stamp may be sixty seconds ahead of the server's clock, whatever the class`(_ kind: StoreKind, _ visibility: Visibility)
        async throws
    {
        for moment in [Moment.below, .at, .above] {
            var couple = try await kind.server().couple()
            let time = moment.after(60, from: couple.now)
            let write: Write =
                try visibility == .sealed
                ? couple.first.partner.seal(couple.round(), at: time)
                : .record(RecordWrite(record: couple.first.partner.record(visibility, at: time)))
            let outcome = try await couple.first.pull([write]).outcomes
            #expect(outcome == [moment == .above ? .refused(.stampInFuture) : .applied], "\(moment)")
        }
    }

    @Test func `the limits that a server states are the ones of the documents`() {
        let limits = Limits()
        #expect([limits.futureSeconds, limits.linkSeconds, limits.tokenSeconds] == [60, 600, 900])
        #expect(limits.invitationSeconds == 48 * 3600)
        #expect(ChallengeMaker.goodForSeconds == 60)
    }
}
