import Synchronization

/// A token bucket for each caller, in memory. Safe to use from anywhere.
///
/// It holds at most `capacity` callers. When that many are active at once it forgets some: it errs on the side of letting through.
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
    /// - Parameter now: by a clock that never goes back.
    /// - Returns: nil where the request may pass, else the seconds until one may.
    package func take(for caller: Caller, at now: Duration) -> Int? {
        buckets.withLock { buckets in
            if buckets[caller] == nil, buckets.count >= capacity { makeRoom(in: &buckets, at: now) }
            return buckets[caller, default: TokenBucket(at: now)].take(perMinute: perMinute, at: now)
        }
    }

    private func makeRoom(in buckets: inout [Caller: TokenBucket], at now: Duration) {
        buckets = buckets.filter { !$0.value.isFull(at: now) }
        // An eighth at once, so that a full table is not searched for each newcomer.
        let excess = buckets.count - capacity + max(1, capacity / 8)
        guard excess > 0 else { return }
        for caller in buckets.keys.prefix(excess) { buckets[caller] = nil }
    }
}
