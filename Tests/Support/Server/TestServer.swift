package import Models
package import ServerCore
package import Wire

/// A server without HTTP, under a clock and random octets of its own.
package struct TestServer: Sendable {
    package let exchange: any Exchange
    package let clock: TestClock
    package let random: SeededRandom
    /// What the store holds of a couple's records, to look behind the exchange.
    package let stored: @Sendable (RecordScope, CoupleID) throws -> [RecordRow]

    package init(
        _ store: some Store, limits: Limits = Limits(), registration: Registration = .open, clock: TestClock = TestClock(), seed: UInt64 = 1
    ) throws {
        let random = SeededRandom(seed: seed)
        self.clock = clock
        self.random = random
        exchange = try Service(
            store: store, limits: limits, registration: registration, version: "test", now: { clock.now }, random: { random.bytes($0) })
        stored = { scope, couple in try store.read { try $0.records(in: scope, of: couple) } }
    }

    /// Signs a partner's device in.
    ///
    /// - Parameter logs: sent along, as by a device that founds its couple.
    package func signIn(
        _ partner: TestPartner, couple: CoupleID?? = nil, logs: [[LogEntry]] = [], registration: String? = nil
    ) async throws -> SessionResponse {
        let couple = couple ?? partner.couple
        let challenge = exchange.challenge(ChallengeRequest(device: partner.device.id)).challenge
        return try await exchange.signIn(
            SessionRequest(
                device: partner.device.id, couple: couple, challenge: challenge,
                signature: try partner.signature(of: challenge, couple: couple), logs: logs, registration: registration))
    }

    /// A device that has signed in and is about to pull for the first time.
    package func client(_ partner: TestPartner, logs: [[LogEntry]] = []) async throws -> TestClient {
        TestClient(server: self, partner: partner, token: try await signIn(partner, logs: logs).token)
    }

    /// Two partners, paired, each settled and at rest on one machine.
    package func couple(seed: UInt64 = 7) async throws -> TestCouple {
        let random = SeededRandom(seed: seed)
        let inviter = try TestPartner(random: random)
        var first = try await client(inviter, logs: [inviter.log.entries])
        let locator = random.value(Locator.self)
        try await first.pull([inviter.box(.invitation, locator: locator)])
        var joiner = try TestPartner(random: random)
        _ = try await exchange.answerBox(joiner.joining(inviter, at: locator))
        try await first.pull([first.partner.append(.pair(partner: joiner.id))])
        var second = try await client(joiner)
        try await second.pull()
        try await first.pull()
        return TestCouple(first: first, second: second, locator: locator)
    }
}
