import ArgumentParser
import ClientCore
import Presentation

struct WithdrawCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Take back an answer that you sealed, while your partner has not.",
        discussion: HelpText.discussion(
            "Your words become a draft again. A check-in is called checkin.",
            examples: ["twofold withdraw first-word", "twofold withdraw checkin"]))

    @Argument(
        help: ArgumentHelp("Its id, a part of it, or its number in the last list.", valueName: "prompt"), completion: .prompts)
    var prompt: String

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let id = try client.resolve(prompt)
        try client.withdraw(id)
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        return delivery.tell(Wording.withdrawn, ["prompt": .string(id), "result": "withdrawn"], options: options, in: context)
    }
}
