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
        let run = SignInRun(
            request: request, logs: try logs(in: request, now: time), registration: registration,
            settings: SyncSettings(limits: limits, keys: keys, now: time, random: random), token: token)
        // A caller who holds no key never reaches the writer.
        try reading { try run.look(in: $0) }
        return try await committer.submit { try run.write(in: $0) }
    }

    /// - Throws: `bad_entry`, `entry_too_large`; also where a link code among them would stay good for too long.
    private func logs(in request: SessionRequest, now: Instant) throws(Problem) -> [DeviceLog] {
        guard request.logs.count <= Side.allCases.count else { throw .of(.badEntry) }
        var logs: [DeviceLog] = []
        for entries in request.logs {
            logs.append(try DeviceLog(checked: entries, limits: limits))
        }
        return logs
    }
}
