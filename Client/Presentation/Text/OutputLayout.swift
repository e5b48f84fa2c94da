package import Catalogue
import Machine
package import Models

/// What output is laid out for.
package struct OutputLayout {
    /// Columns; `nil` to wrap nothing.
    package let width: Int?
    package let isColoured: Bool
    package let clock: WallClock
    package let now: Instant
    /// Whether output goes straight to a terminal, so that the cursor can be moved to a column.
    package var hasCursor = false

    package init(width: Int?, isColoured: Bool, clock: WallClock, now: Instant) {
        self.width = width.map { max(20, $0) }
        self.isColoured = isColoured
        self.clock = clock
        self.now = now
    }

    /// Columns of running text: longer lines are hard to read, however wide the terminal is.
    package var measure: Int? { width.map { min($0, 76) } }

    /// Whether two answers fit side by side.
    package var isWide: Bool { width.map { $0 >= 80 } ?? false }

    package func day(_ instant: Instant) -> Day { clock.day(instant) }

    package func date(_ instant: Instant) -> String { clock.time(instant).date }

    func shortDate(_ instant: Instant) -> String { clock.time(instant).shortDate }

    /// A date and a time of day.
    package func moment(_ instant: Instant) -> String {
        let time = clock.time(instant)
        return "\(time.date), \(time.clock)"
    }

    /// With the weekday if the day is near, with the year if it isn't.
    package func day(_ day: Day) -> String {
        let isNear = abs(day.number - self.day(now).number) < 180
        return isNear ? "\(Messages.Today.weekday(day.weekday)), \(day.civil.dayAndMonth)" : day.civil.date
    }

    /// How long ago, in the largest unit that fits.
    package func age(_ instant: Instant) -> String {
        let seconds = now.duration(since: instant).components.seconds
        return switch seconds {
        case ..<60: "just now"
        case ..<3600: Self.count(seconds / 60, "minute")
        case ..<86_400: Self.count(seconds / 3600, "hour")
        case ..<(14 * 86_400): Self.count(seconds / 86_400, "day")
        default: "on " + date(instant)
        }
    }

    private static func count(_ number: Int64, _ unit: String) -> String { "\(number) \(unit)\(number == 1 ? "" : "s") ago" }
}

extension Style {
    package func callAsFunction(_ text: String, on page: OutputLayout) -> String {
        page.isColoured && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}

extension CivilTime {
    /// Day, month in words and year.
    package var date: String { "\(day) \(monthName) \(year)" }

    /// Like `date`, without the year.
    var dayAndMonth: String { "\(day) \(monthName)" }

    /// Like `date`, with the month's first three letters.
    var shortDate: String { "\(day) \(monthName.prefix(3)) \(year)" }

    /// Month in words and year.
    var monthAndYear: String { "\(monthName) \(year)" }

    var monthName: String { Self.months[month - 1] }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
}
