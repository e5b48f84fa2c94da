import ClientCore
import Wire

/// Decides whether a request is sent again, and after which pause. Every route is idempotent, so all can be.
struct Backoff {
    let policy: TransportPolicy

    /// - Parameters:
    ///   - attempt: the number of attempts so far, including this one.
    ///   - random: at least 0 and less than 1.
    /// - Returns: `nil` if `result` is final.
    func pause(after result: Result<CurlReply, TransportError>, of route: Route, attempt: Int, random: Double) -> Duration? {
        guard attempt < attempts(for: result, of: route) else { return nil }
        let doubled = policy.firstPause * (1 << min(attempt - 1, 16))
        let chosen = min(doubled, policy.longestPause) * (0.5 + random / 2)
        guard case .success(let reply) = result, let asked = reply.retryAfter else { return chosen }
        return asked > policy.longestPause ? nil : asked + chosen
    }

    private func attempts(for result: Result<CurlReply, TransportError>, of route: Route) -> Int {
        switch result {
        case .success(let reply): isBusy(reply.reply.status, of: route) ? policy.attempts : 1
        case .failure(.interrupted): policy.attempts
        case .failure(.unreachable), .failure(.timedOut), .failure(.noTLS): policy.attemptsInSilence
        case .failure(.wrongPin), .failure(.untrusted), .failure(.insecure), .failure(.replyTooLarge): 1
        }
    }

    /// A 503 from `/health` or `/ready` is an answer, not a refusal.
    private func isBusy(_ status: Int, of route: Route) -> Bool {
        [429, 502, 503, 504].contains(status) && route != .health && route != .ready
    }
}
