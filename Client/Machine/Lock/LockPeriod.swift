/// How long an agent keeps the key.
package struct LockPeriod: Hashable, Sendable {
    package static let usual = LockPeriod(checked: 15 * 60)
    private static let longest: Int64 = 24 * 3600

    package let seconds: Int64

    private init(checked seconds: Int64) { self.seconds = seconds }

    /// - Returns: `nil` for less than a second or more than a day.
    package init?(seconds: Int64) {
        guard (1...Self.longest).contains(seconds) else { return nil }
        self.seconds = seconds
    }

    /// Parses hours, minutes and seconds, in that order: `1h`, `15m`, `1h30m`, `90s`. `nil` for anything else, less than a second,
    /// or more than a day.
    package init?(argument: String) {
        guard let parts = argument.wholeMatch(of: /(?:(\d{1,4})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?/)?.output else { return nil }
        func number(_ text: Substring?) -> Int64 { text.flatMap { Int64($0) } ?? 0 }
        self.init(seconds: number(parts.1) * 3600 + number(parts.2) * 60 + number(parts.3))
    }
}
