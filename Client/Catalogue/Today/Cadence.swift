/// The days of the week on which there is a new prompt.
package struct Cadence: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Never empty.
    package let weekdays: Set<Weekday>

    package static let daily = Cadence(Set(Weekday.allCases))
    package static let weekly = Cadence([.monday])

    private init(_ weekdays: Set<Weekday>) { self.weekdays = weekdays }

    /// `daily`, `weekly` (on Mondays), or a list of weekdays such as `mon,thu`; `nil` for anything else.
    package init?(_ text: String) {
        switch text {
        case "daily": self = .daily
        case "weekly": self = .weekly
        default:
            let days = text.split(separator: ",", omittingEmptySubsequences: false).map { Weekday(rawValue: String($0)) }
            guard !days.contains(nil) else { return nil }
            self.init(Set(days.compactMap { $0 }))
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let cadence = Cadence(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected daily, weekly or weekdays")
        }
        self = cadence
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package var description: String {
        switch self {
        case .daily: "daily"
        case .weekly: "weekly"
        default: Weekday.allCases.filter(weekdays.contains).map(\.rawValue).joined(separator: ",")
        }
    }
}
