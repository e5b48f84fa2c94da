import ArgumentParser
import ClientCore
import Presentation

struct PledgeDoneCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "done", abstract: "Say that a step was taken, yours or your partner's.",
        discussion: HelpText.discussion(
            "Without a number: the one that is meant for now, if there is just one.",
            examples: ["twofold pledge done 1", "twofold pledge done 1 --undo"]))

    @Argument(help: ArgumentHelp("Its number in the list.", valueName: "number"))
    var number: Int?

    @Flag(name: .customLong("undo"), help: "Take back what you said.")
    var undoes = false

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func validate() throws {
        if undoes, number == nil { throw ValidationError("--undo needs the number of the step.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let number = try number ?? only(client.pledges(), in: context)
        try client.keepPledge(number, on: undoes ? nil : context.today)
        let pledge = try client.pledge(number)
        let deed =
            undoes
            ? try Wording.unkept(pledge, partner: client.status().partner) : Wording.kept(pledge)
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        return delivery.tell(deed, JSON.pledge(pledge, on: context.today), options: options, in: context)
    }

    private func only(_ pledges: [PledgeView], in context: Context) throws -> Int {
        let current = pledges.filter { $0.isCurrent(on: context.today) }
        guard current.count == 1 else { throw Wording.whichPledge }
        return current[0].number
    }
}
