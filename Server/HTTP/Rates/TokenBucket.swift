/// Allows `perMinute` requests a minute, and as many at once after a minute's rest.
///
/// Stored as the time at which the bucket will be full again, in whole time units, so that rounding loses nothing. Source: the
/// generic cell rate algorithm, ITU-T I.371.
struct TokenBucket {
    private var full: Duration

    init(at now: Duration) { full = now }

    /// - Returns: `nil` if the request may pass, otherwise the seconds to wait.
    mutating func take(perMinute: Int, at now: Duration) -> Int? {
        guard perMinute > 0 else { return 60 }
        let one = Duration.seconds(60) / perMinute
        let after = max(full, now) + one
        let excess = after - now - one * perMinute
        guard excess > .zero else {
            full = after
            return nil
        }
        return Int(excess.components.seconds) + (excess.components.attoseconds > 0 ? 1 : 0)
    }

    /// A full bucket needn't be stored.
    func isFull(at now: Duration) -> Bool { full <= now }
}
