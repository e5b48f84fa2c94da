package import Models

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
