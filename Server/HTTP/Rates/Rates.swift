import Wire

/// How often each caller may ask: by token where there is one, by address where there is none.
///
/// A token that was not seen lately counts against its address as well, so that made-up tokens do not come free.
struct Rates: Sendable {
    /// By the hash of the token, so that no token is kept.
    private let tokens: RateLimiter<Int>
    private let addresses: RateLimiter<CallerAddress>

    init(limits: Limits) {
        tokens = RateLimiter(perMinute: limits.requestsPerMinute)
        addresses = RateLimiter(perMinute: limits.anonymousRequestsPerMinute)
    }

    /// - Throws: `rate_limited`.
    func check(_ token: Token, from address: CallerAddress, at now: Duration) throws(Problem) {
        let key = token.hashValue
        if !tokens.knows(key) { try check(address, at: now) }
        if let seconds = tokens.take(for: key, at: now) { throw .tooManyRequests(retryAfter: seconds) }
    }

    /// - Throws: `rate_limited`.
    func check(_ address: CallerAddress, at now: Duration) throws(Problem) {
        if let seconds = addresses.take(for: address, at: now) { throw .tooManyRequests(retryAfter: seconds) }
    }
}

extension Problem {
    fileprivate static func tooManyRequests(retryAfter seconds: Int) -> Problem {
        Problem(.rateLimited, "Too many requests.", retryAfter: seconds)
    }
}
