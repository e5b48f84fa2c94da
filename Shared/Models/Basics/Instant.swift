/// Milliseconds since 1970-01-01T00:00:00Z. A JSON integer on the wire.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    /// Whether the instant is between the start of 1970 and the end of 9999, as every real clock reading is.
    package var isPossible: Bool { (0...Self.greatest).contains(milliseconds) }

    /// 9999-12-31T23:59:59.999Z
    static let greatest: Int64 = 253_402_300_799_999

    /// Saturates instead of overflowing: the instant may come from another device's clock.
    package func advanced(by span: Duration) -> Instant {
        Instant(milliseconds: milliseconds.addingSaturating(span.inMilliseconds))
    }

    /// Negative if `other` is later.
    package func duration(since other: Instant) -> Duration { .milliseconds(milliseconds) - .milliseconds(other.milliseconds) }
}

extension Duration {
    /// Rounded towards zero. Saturates instead of overflowing.
    package var inMilliseconds: Int64 { Int64(clamping: attoseconds / 1_000_000_000_000_000) }
}

extension Int64 {
    fileprivate func addingSaturating(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other > 0 ? .max : .min) : sum
    }
}
