import ArgumentParser
import ClientCore
import Presentation

struct PledgeListCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the steps that you two mean to take, and what was lately.",
        discussion: HelpText.discussion(examples: ["twofold pledge list", "twofold pledge list --all"]))

    @Flag(name: .customLong("all"), help: "All there ever were.")
    var all = false

    @OptionGroup var options: ReadOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: true)
        let today = context.today
        let pledges = try client.pledges().filter { all || $0.isRecent(on: today) }
        if isJSON {
            context.print(.array(pledges.map { JSON.pledge($0, on: today) }))
        } else {
            context.print(PledgeListText.lines(pledges, partner: try client.status().partner, today: today, on: context.page))
        }
        return .done
    }
}
