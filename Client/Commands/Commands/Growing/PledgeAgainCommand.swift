import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct PledgeAgainCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "again", abstract: "Take a step up again, from today on, as your own.",
        discussion: HelpText.discussion(
            "It is meant for as long as it was before, unless you say otherwise.",
            examples: ["twofold pledge again 1"]))

    @Argument(help: ArgumentHelp("Its number in the list.", valueName: "number"))
    var number: Int

    @OptionGroup var period: PledgePeriod

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let former = try client.pledge(number)
        let days = min(former.through.number - former.from.number + 1, 366)
        let end = try period.end(from: context.today, usual: days)
        let pledge = try client.pledge(client.addPledge(former.text, from: context.today, through: end))
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        return delivery.tell(
            Wording.pledged(pledge, on: context.page), JSON.pledge(pledge, on: context.today), options: options, in: context)
    }
}
