import ArgumentParser
import Catalogue
import Presentation

/// How long a pledge lasts.
struct PledgePeriod: ParsableArguments {
    @Option(help: ArgumentHelp("For so many days, today included; 7 where nothing is said.", valueName: "number"))
    var days: Int?

    @Option(help: ArgumentHelp("Through this day, such as 2026-11-25.", valueName: "day"))
    var through: String?

    func validate() throws {
        if days != nil, through != nil { throw ValidationError("Give --days or --through, not both.") }
        if let days, !(1...366).contains(days) { throw ValidationError("--days is a number from 1 to 366.") }
        if let through, Day(through) == nil { throw ValidationError("--through is a day such as 2026-11-25.") }
    }

    /// - Parameter usual: the number of days if the user gives no period.
    /// - Throws: `Failure` if the last day is past, or too far ahead.
    func end(from today: Day, usual: Int64 = 7) throws -> Day {
        guard let through = through.flatMap(Day.init) else { return today.advanced(by: (days.map(Int64.init) ?? usual) - 1) }
        guard today <= through, through.number - today.number < 366 else { throw Wording.pledgePeriod }
        return through
    }
}
