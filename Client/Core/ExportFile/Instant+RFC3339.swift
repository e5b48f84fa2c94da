import Catalogue
import Models

extension Instant {
    /// In UTC, with milliseconds only if they aren't zero.
    package var rfc3339: String { CivilTime(self).rfc3339 }

    /// Parses a time as `rfc3339` writes it, with or without milliseconds.
    ///
    /// - Returns: `nil` for any other form, and for a time that no clock shows.
    package init?(rfc3339 text: String) {
        let octets = Array(text.utf8)
        guard octets.count == 20 || octets.count == 24, octets[10] == UInt8(ascii: "T"), octets.last == UInt8(ascii: "Z"),
            let day = Day(String(decoding: octets[..<10], as: UTF8.self))
        else { return nil }
        let isFine = octets.count == 24
        guard let hour = Self.number(octets[11..<13]), let minute = Self.number(octets[14..<16]),
            let second = Self.number(octets[17..<19]), let thousandth = isFine ? Self.number(octets[20..<23]) : 0,
            hour < 24, minute < 60, second < 60,
            octets[13] == UInt8(ascii: ":"), octets[16] == UInt8(ascii: ":"), !isFine || octets[19] == UInt8(ascii: ".")
        else { return nil }
        self.init(milliseconds: (((day.number * 24 + hour) * 60 + minute) * 60 + second) * 1000 + thousandth)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        digits.reduce(Int64?.some(0)) { sum, digit in
            (0x30...0x39).contains(digit) ? sum.map { $0 * 10 + Int64(digit - 0x30) } : nil
        }
    }
}
