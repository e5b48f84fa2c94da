import Wire

/// How often each caller may ask: by token where there is a good one, by address in all other cases.
struct Rates: Sendable {
    /// By the hash of the token, so that no token is kept. Only tokens that were verified are in it.
    private let tokens: RateLimiter<Int>
    private let addresses: RateLimiter<CallerAddress>

    init(limits: Limits) {
        tokens = RateLimiter(perMinute: limits.requestsPerMinute)
        addresses = RateLimiter(perMinute: limits.anonymousRequestsPerMinute)
    }

    /// Counts a request with a token. Until the token was verified it counts for the address, so a made-up one never comes free.
    ///
    /// - Parameter verify: throws unless the token is good.
    /// - Throws: `rate_limited`, or what `verify` throws.
    func check(_ token: Token, from address: CallerAddress, at now: Duration, verify: () throws(Problem) -> Void) throws(Problem) {
        let key = token.hashValue
        if !tokens.knows(key) { try check(address, at: now) }
        do {
            try verify()
        } catch {
            tokens.forget(key)
            throw error
        }
        if let seconds = tokens.take(for: key, at: now) { throw .tooManyRequests(retryAfter: seconds) }
    }

    /// - Throws: `rate_limited`.
    func check(_ address: CallerAddress, at now: Duration) throws(Problem) {
        if let seconds = addresses.take(for: address, at: now) { throw .tooManyRequests(retryAfter: seconds) }
    }
}

extension Problem {
    static func tooManyRequests(_ title: String = "Too many requests.", retryAfter seconds: Int) -> Problem {
        Problem(.rateLimited, title, retryAfter: seconds)
    }
}
