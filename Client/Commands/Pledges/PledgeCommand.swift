import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct PledgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pledge", abstract: "A small step that one of you means to take, for a week or so. Both of you see it.",
        discussion: HelpText.discussion(examples: ["twofold pledge", "twofold pledge add"]),
        subcommands: [PledgeListCommand.self, PledgeAddCommand.self, PledgeDoneCommand.self, PledgeAgainCommand.self],
        defaultSubcommand: PledgeListCommand.self)
}

struct PledgeListCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the steps you two mean to take, and the recent ones.",
        discussion: HelpText.discussion(examples: ["twofold pledge list", "twofold pledge list --all"]))

    @Flag(name: .customLong("all"), help: "Show all there ever were.")
    var all = false

    @OptionGroup var options: ReadOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: true)
        let today = context.today
        let pledges = try client.pledges().filter { all || $0.isRecent(on: today) }
        if isJSON {
            context.print(pledges.map { $0.fields(on: today) })
        } else {
            context.print(PledgeListText.lines(pledges, partner: try client.partnerName(), today: today, on: context.page))
        }
        return .done
    }
}

struct PledgeAddCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Pledge a small, realistic step of your own.",
        discussion: HelpText.discussion(
            "Without words, it asks you for them, or reads standard input. A pledge is for a week unless you say otherwise.",
            examples: ["twofold pledge add", "twofold pledge add --days 3 \"A walk, without telephones\""]))

    @Argument(help: ArgumentHelp("What you mean to do; if left out or -, you're asked for it.", valueName: "step"))
    var step: String?

    @OptionGroup var period: PledgePeriod

    @OptionGroup var options: ChangeOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let end = try period.end(from: context.today)
        let text = try context.words(step, asking: Messages.Pledges.step)
        if text.isBlank { throw Messages.Errors.noPledge }
        let number: Int
        do {
            number = try client.addPledge(text, from: context.today, through: end)
        } catch {
            throw step == nil || step == "-" ? Safekeeping.inFile(text, because: error, in: context) : Messages.commandError(error)
        }
        let pledge = try client.pledge(number)
        return try options.finish(
            Messages.Pledges.pledged(pledge, on: context.page), pledge.fields(on: context.today), client, in: context)
    }
}

struct PledgeDoneCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "done", abstract: "Say that a step was taken, yours or your partner's.",
        discussion: HelpText.discussion(
            "Without a number: the current one, if there is just one.",
            examples: ["twofold pledge done 1", "twofold pledge done 1 --undo"]))

    @Argument(help: ArgumentHelp("Its number in the list.", valueName: "number"))
    var number: Int?

    @Flag(name: .customLong("undo"), help: "Take that back.")
    var undoes = false

    @OptionGroup var options: ChangeOptions

    func validate() throws {
        if undoes, number == nil { throw ValidationError("--undo needs the number of the step.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let number = try number ?? only(client.pledges(), in: context)
        try client.keepPledge(number, on: undoes ? nil : context.today)
        let pledge = try client.pledge(number)
        let confirmation =
            undoes
            ? try Messages.Pledges.unkept(pledge, partner: client.partnerName()) : Messages.Pledges.kept(pledge)
        return try options.finish(confirmation, pledge.fields(on: context.today), client, in: context)
    }

    private func only(_ pledges: [PledgeView], in context: Context) throws -> Int {
        let current = pledges.filter { $0.isCurrent(on: context.today) }
        guard current.count == 1 else { throw Messages.Pledges.whichPledge }
        return current[0].number
    }
}

struct PledgeAgainCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "again", abstract: "Take up a step again, from today on, as your own.",
        discussion: HelpText.discussion(
            "It lasts as long as before, unless you say otherwise.",
            examples: ["twofold pledge again 1"]))

    @Argument(help: ArgumentHelp("Its number in the list.", valueName: "number"))
    var number: Int

    @OptionGroup var period: PledgePeriod

    @OptionGroup var options: ChangeOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let former = try client.pledge(number)
        let days = min(former.through.number - former.from.number + 1, 366)
        let end = try period.end(from: context.today, usual: days)
        let pledge = try client.pledge(client.addPledge(former.text, from: context.today, through: end))
        return try options.finish(
            Messages.Pledges.pledged(pledge, on: context.page), pledge.fields(on: context.today), client, in: context)
    }
}

/// How long a pledge lasts.
struct PledgePeriod: ParsableArguments {
    @Option(help: ArgumentHelp("For this many days, today included; 7 by default.", valueName: "number"))
    var days: Int?

    @Option(help: ArgumentHelp("Through this day, such as 2026-11-25.", valueName: "day"))
    var through: String?

    func validate() throws {
        if days != nil, through != nil { throw ValidationError("Give --days or --through, not both.") }
        if let days, !(1...366).contains(days) { throw ValidationError("--days is a number from 1 to 366.") }
        if let through, Day(through) == nil { throw ValidationError("--through is a day such as 2026-11-25.") }
    }

    /// - Parameter usual: the number of days if the user gives no period.
    /// - Throws: `CommandError` if the last day is past, or too far ahead.
    func end(from today: Day, usual: Int64 = 7) throws -> Day {
        guard let through = through.flatMap(Day.init) else { return today.advanced(by: (days.map(Int64.init) ?? usual) - 1) }
        guard today <= through, through.number - today.number < 366 else { throw Messages.Pledges.pledgePeriod }
        return through
    }
}

extension Client {
    /// - Throws: `unknownPledge`; what `pledges()` throws.
    func pledge(_ number: Int) throws(ClientError) -> PledgeView {
        guard let pledge = try pledges().first(where: { $0.number == number }) else { throw .unknownPledge(number) }
        return pledge
    }
}
