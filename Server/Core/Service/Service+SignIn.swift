import Models
package import Wire

extension Service {
    package func challenge(_ request: ChallengeRequest) -> ChallengeResponse {
        let time = now()
        return ChallengeResponse(challenge: challenges.make(for: request.device, now: time, nonce: random(16)), time: time)
    }

    package func signIn(_ request: SessionRequest) async throws(Problem) -> SessionResponse {
        let time = try checkedNow()
        guard challenges.accepts(request.challenge, for: request.device, now: time) else { throw .of(.challengeExpired) }
        let token = Token(validated: random(Token.byteCount))
        guard request.logs.count <= Side.allCases.count else { throw .of(.badEntry) }
        let check = SignInCheck(request: request, registration: registration)
        // Check first that the caller holds the device's key. Otherwise the server neither verifies the logs they bring nor starts
        // a write transaction.
        let (couple, look) = try await reading { try check.look(in: $0) }
        let run = SignInRun(
            request: request, logs: try look?.checkedLogs(of: request, limits) ?? [], prepared: look?.logs ?? PreparedLogs(),
            registration: registration, settings: SyncSettings(limits: limits, keys: keys, now: time, random: random), token: token)
        if let look { try run.rehearse(look) }
        return try await committer.submit(for: couple) { try run.write(in: $0) }
    }
}
