import ArgumentParser
import ClientCore
import Presentation

struct PledgeAddCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Pledge a small, realistic step of your own.",
        discussion: HelpText.discussion(
            "Without words they are read from a prompt or standard input. It is meant for a week unless you say otherwise.",
            examples: ["twofold pledge add", "twofold pledge add --days 3 \"A walk, without telephones\""]))

    @Argument(help: ArgumentHelp("What you mean to do; left out, or -: it is read.", valueName: "step"))
    var step: String?

    @OptionGroup var period: PledgePeriod

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let end = try period.end(from: context.today)
        let text = try context.words(step, asking: Wording.step)
        let number: Int
        do {
            number = try client.addPledge(text, from: context.today, through: end)
        } catch {
            throw step == nil || step == "-" ? Safekeeping.inFile(text, because: error, in: context) : Wording.failure(error)
        }
        let pledge = try client.pledge(number)
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        return delivery.tell(
            Wording.pledged(pledge, on: context.page), JSON.pledge(pledge, on: context.today), options: options, in: context)
    }
}
