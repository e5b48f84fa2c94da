/// In ISO 8601 order, from Monday.
package enum Weekday: String, Hashable, Sendable, CaseIterable, Codable {
    case monday = "mon"
    case tuesday = "tue"
    case wednesday = "wed"
    case thursday = "thu"
    case friday = "fri"
    case saturday = "sat"
    case sunday = "sun"

    /// - Parameter days: days since a Thursday, such as 1 January 1970.
    init(sinceThursday days: Int64) { self = Self.allCases[Int(((days + 3) % 7 + 7) % 7)] }
}
