/// Lets through `perMinute` requests a minute, and as many at once after a minute's rest.
struct TokenBucket {
    private var level: Double
    private var filled: Duration

    init(perMinute: Int, at now: Duration) {
        level = Double(perMinute)
        filled = now
    }

    /// - Returns: nil where the request may pass, else the seconds until one may.
    mutating func take(perMinute: Int, at now: Duration) -> Int? {
        fill(perMinute: perMinute, at: now)
        guard level < 1 else {
            level -= 1
            return nil
        }
        guard perMinute > 0 else { return 60 }
        return max(1, Int(((1 - level) * 60 / Double(perMinute)).rounded(.up)))
    }

    /// A full bucket is as good as none.
    mutating func isFull(perMinute: Int, at now: Duration) -> Bool {
        fill(perMinute: perMinute, at: now)
        return level >= Double(perMinute)
    }

    private mutating func fill(perMinute: Int, at now: Duration) {
        guard now > filled else { return }
        let elapsed = (now - filled) / .seconds(60)
        level = min(Double(perMinute), level + elapsed * Double(perMinute))
        filled = now
    }
}
