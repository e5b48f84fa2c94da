import Synchronization

/// An in-memory token bucket for each caller. Thread-safe.
///
/// Holds at most `capacity` callers. If more are active at once, it forgets some of them and may let too many requests through.
package final class RateLimiter<Caller: Hashable & Sendable>: Sendable {
    private let perMinute: Int
    private let capacity: Int
    private let buckets = Mutex<[Caller: TokenBucket]>([:])

    package init(perMinute: Int, capacity: Int = 20_000) {
        self.perMinute = perMinute
        self.capacity = max(1, capacity)
    }

    package var count: Int { buckets.withLock { $0.count } }

    package func knows(_ caller: Caller) -> Bool { buckets.withLock { $0[caller] != nil } }

    package func forget(_ caller: Caller) { buckets.withLock { $0[caller] = nil } }

    /// Counts a request.
    ///
    /// - Parameter now: from a monotonic clock.
    /// - Returns: `nil` if the request may pass, otherwise the seconds to wait.
    package func take(for caller: Caller, at now: Duration) -> Int? {
        buckets.withLock { buckets in
            if buckets[caller] == nil, buckets.count >= capacity { makeRoom(in: &buckets, at: now) }
            return buckets[caller, default: TokenBucket(at: now)].take(perMinute: perMinute, at: now)
        }
    }

    private func makeRoom(in buckets: inout [Caller: TokenBucket], at now: Duration) {
        buckets = buckets.filter { !$0.value.isFull(at: now) }
        // Drop an eighth at once, so that a full table isn't searched for each new caller.
        let excess = buckets.count - capacity + max(1, capacity / 8)
        guard excess > 0 else { return }
        for caller in buckets.keys.prefix(excess) { buckets[caller] = nil }
    }
}
