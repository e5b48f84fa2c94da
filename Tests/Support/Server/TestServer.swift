package import Models
package import ServerCore
package import Wire

/// A server without HTTP, with its own clock and random bytes.
package struct TestServer: Sendable {
    package let exchange: any Exchange
    package let clock: TestClock
    package let random: SeededRandom
    /// A couple's stored records, read behind the exchange's back.
    package let stored: @Sendable (RecordScope, CoupleID) throws -> [RecordRow]
    /// Forgets what the server has in memory, as a restart does.
    package let forget: @Sendable () -> Void

    package init(
        _ store: some Store, limits: Limits = Limits(), registration: Registration = .open, clock: TestClock = TestClock(),
        seed: UInt64 = 1
    ) throws {
        let random = SeededRandom(seed: seed)
        self.clock = clock
        self.random = random
        let service = try Service(
            store: store, limits: limits, registration: registration, version: "test", now: { clock.now },
            random: { random.bytes($0) })
        exchange = service
        forget = { service.memory.forgetAll() }
        stored = { scope, couple in try store.read { try $0.records(in: scope, of: couple) } }
    }

    /// Signs in a partner's device.
    ///
    /// - Parameters:
    ///   - named: whether it states which partner it signs in for; earlier clients don't.
    ///   - logs: sent with it, as by a device that founds its couple.
    ///   - tips: of the own log: requests the entries that prove a refusal.
    package func signIn(
        _ partner: TestPartner, couple: CoupleID?? = nil, named: Bool = true, logs: [[LogEntry]] = [], registration: String? = nil,
        tips: [EntryHash]? = nil
    ) async throws -> SessionResponse {
        let couple = couple ?? partner.couple
        let challenge = exchange.challenge(ChallengeRequest(device: partner.device.id)).challenge
        return try await exchange.signIn(
            SessionRequest(
                device: partner.device.id, couple: couple, partner: named ? partner.id : nil, challenge: challenge,
                signature: try partner.signature(of: challenge, couple: couple), logs: logs, registration: registration,
                tips: tips))
    }

    /// A device that has signed in and is about to pull for the first time.
    package func client(_ partner: TestPartner, logs: [[LogEntry]] = []) async throws -> TestClient {
        TestClient(server: self, partner: partner, token: try await signIn(partner, logs: logs).token)
    }

    /// Two paired partners, each fully synced on one device.
    package func couple(_ plan: CouplePlan? = nil) async throws -> TestCouple {
        let plan = try plan ?? CouplePlan()
        var first = try await client(plan.inviter, logs: [plan.founding])
        try await first.pull([plan.invitation])
        _ = try await exchange.answerBox(plan.joining)
        try await first.pull([plan.pair])
        var second = try await client(plan.joiner)
        try await second.pull()
        try await first.pull()
        return TestCouple(first: first, second: second, locator: plan.locator)
    }
}
