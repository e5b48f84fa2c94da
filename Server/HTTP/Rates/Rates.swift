import CoreMetrics
import Wire

/// Limits each caller's request rate: by token if it's valid, otherwise by address.
struct Rates: Sendable {
    /// By the token's hash, so that no token is stored. Contains only verified tokens.
    private let tokens: RateLimiter<Int>
    private let addresses: RateLimiter<CallerAddress>
    private let meters: ServerMeters

    /// - Parameter servers: how many serve together. Each allows its share, rounded up.
    init(limits: Limits, servers: Int, meters: ServerMeters) {
        func share(_ perMinute: Int) -> Int { (perMinute + servers - 1) / servers }
        tokens = RateLimiter(perMinute: share(limits.requestsPerMinute))
        addresses = RateLimiter(perMinute: share(limits.anonymousRequestsPerMinute))
        self.meters = meters
    }

    /// Counts a request with a token. Until the token is verified, the request counts for the address, so that invalid tokens don't
    /// evade the limit.
    ///
    /// - Parameter verify: throws unless the token is valid.
    /// - Throws: `rate_limited`, or what `verify` throws.
    func check(
        _ token: Token, from address: CallerAddress, at now: Duration, verify: () async throws(Problem) -> Void
    ) async throws(Problem) {
        let key = token.hashValue
        if !tokens.knows(key) { try check(address, at: now) }
        do {
            try await verify()
        } catch {
            tokens.forget(key)
            throw error
        }
        if let seconds = tokens.take(for: key, at: now) {
            meters.limitedByToken.increment()
            throw .tooManyRequests(retryAfter: seconds)
        }
    }

    /// - Throws: `rate_limited`.
    func check(_ address: CallerAddress, at now: Duration) throws(Problem) {
        if let seconds = addresses.take(for: address, at: now) {
            meters.limitedByAddress.increment()
            throw .tooManyRequests(retryAfter: seconds)
        }
    }
}

extension Problem {
    static func tooManyRequests(_ title: String = "Too many requests.", retryAfter seconds: Int) -> Problem {
        Problem(.rateLimited, title, retryAfter: seconds)
    }
}
