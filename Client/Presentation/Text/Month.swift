package import Catalogue
import Models

/// A calendar month.
package struct Month: Hashable {
    let year: Int64
    package let month: Int

    package init(_ day: Day) { (year, month) = (day.civil.year, day.civil.month) }

    /// Parses a month such as `2026-11`.
    package init?(_ text: String) {
        guard let first = Day(text + "-01") else { return nil }
        self.init(first)
    }
}
