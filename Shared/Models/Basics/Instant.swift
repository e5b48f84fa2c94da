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
    package func advanced(bySeconds seconds: Int64) -> Instant { advanced(byMilliseconds: seconds.multipliedSaturating(1000)) }

    /// Milliseconds from `other` to this instant. Saturates instead of overflowing.
    package func milliseconds(since other: Instant) -> Int64 {
        let (difference, overflow) = milliseconds.subtractingReportingOverflow(other.milliseconds)
        return overflow ? (milliseconds > 0 ? .max : .min) : difference
    }

    /// Saturates instead of overflowing.
    package func advanced(byMilliseconds delta: Int64) -> Instant {
        let (sum, overflow) = milliseconds.addingReportingOverflow(delta)
        return Instant(milliseconds: overflow ? (delta > 0 ? .max : .min) : sum)
    }
}

extension Int64 {
    fileprivate func multipliedSaturating(_ factor: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? ((self > 0) == (factor > 0) ? .max : .min) : product
    }
}
