package import Models

/// A calendar date, independent of time zone.
package struct Day: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Days since 1 January 1970, from the start of year 0 to the end of year 9999: the range that the text form can express.
    package let number: Int64

    /// Clamps `number` to the range that the text form can express.
    package init(number: Int64) { self.number = min(max(number, -719_528), 2_932_896) }

    /// For `WallClock` only, which knows the offset (in seconds) at an instant.
    init(_ instant: Instant, offset: Int64) {
        let shifted = instant.advanced(by: .seconds(offset)).milliseconds
        self.init(number: shifted >= 0 ? shifted / Self.milliseconds : (shifted + 1) / Self.milliseconds - 1)
    }

    /// Parses a date such as `2026-11-25`.
    ///
    /// - Returns: `nil` if the form is different or the date doesn't exist.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int64(parts[0]), let month = Int64(parts[1]), let day = Int64(parts[2]), (1...12).contains(month)
        else { return nil }
        self.init(year: year, month: month, day: day)
        guard description == text else { return nil }
    }

    /// Source: the algorithm `days_from_civil`, http://howardhinnant.github.io/date_algorithms.html
    private init(year: Int64, month: Int64, day: Int64) {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        self.init(number: era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = Day(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected year-month-day")
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package var description: String { String(civil.rfc3339.prefix(10)) }

    package var weekday: Weekday { Weekday(sinceThursday: number) }

    package func advanced(by days: Int64) -> Day { Day(number: number + days) }

    /// The next date that hasn't started in any time zone, so that both partners can still agree on it.
    package static func notBegun(at instant: Instant) -> Day { WallClock(ahead: 14 * 3600).day(instant).advanced(by: 1) }

    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    /// Its midnight, in UTC.
    package var civil: CivilTime { CivilTime(Instant(milliseconds: number * Self.milliseconds)) }

    private static let milliseconds: Int64 = 86_400_000
}
