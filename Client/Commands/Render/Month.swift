import Catalogue
import Models

/// A calendar month.
struct Month: Hashable {
    let year: Int64
    let month: Int

    init(_ day: Day) { (year, month) = (day.civil.year, day.civil.month) }

    /// Parses a month such as `2026-11`.
    init?(_ text: String) {
        guard let first = Day(text + "-01") else { return nil }
        self.init(first)
    }
}
