/// An instant as a calendar date and wall-clock time.
///
/// Source: the algorithm `civil_from_days`, http://howardhinnant.github.io/date_algorithms.html
package struct CivilTime: Hashable, Sendable {
    package let year: Int64
    package let month: Int
    package let day: Int
    package let hour: Int
    package let minute: Int
    package let second: Int
    package let millisecond: Int

    /// Clamps to the years 0 to 9999: no correct clock shows anything outside them, RFC 3339 has four digits for a year, and the
    /// output has no room for more.
    ///
    /// - Parameter offset: seconds by which the wall clock is ahead of UTC.
    package init(_ instant: Instant, offset: Int64 = 0) {
        let shifted = min(max(instant.advanced(by: .seconds(offset)).milliseconds, Self.least), Instant.greatest)
        let (seconds, thousandth) = Self.divide(shifted, by: 1000)
        let (days, clock) = Self.divide(seconds, by: 86_400)
        let (era, ofEra) = Self.divide(days + 719_468, by: 146_097)
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let dayOfYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
        day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = Int(clock / 3600)
        minute = Int(clock / 60 % 60)
        second = Int(clock % 60)
        millisecond = Int(thousandth)
    }

    /// 0000-01-01T00:00:00Z, in milliseconds.
    private static let least: Int64 = -62_167_219_200_000

    /// RFC 3339, with milliseconds only if they aren't zero. Valid for an offset of zero.
    package var rfc3339: String {
        let fraction = millisecond == 0 ? "" : "." + Self.pad(Int64(millisecond), 3)
        return "\(Self.pad(year, 4))-\(Self.pad(month))-\(Self.pad(day))T\(clock):\(Self.pad(second))\(fraction)Z"
    }

    /// Hours and minutes, as `HH:MM`.
    package var clock: String { "\(Self.pad(hour)):\(Self.pad(minute))" }

    private static func divide(_ value: Int64, by divisor: Int64) -> (Int64, Int64) {
        let remainder = value % divisor
        return remainder < 0 ? (value / divisor - 1, remainder + divisor) : (value / divisor, remainder)
    }

    private static func pad(_ value: Int) -> String { pad(Int64(value), 2) }

    private static func pad(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
