import ArgumentParser

struct AgainCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "again", abstract: "Ask a prompt anew, once its last round has opened.",
        discussion: HelpText.discussion(examples: ["twofold again first-word"]))

    @Argument(
        help: ArgumentHelp("Its id, a part of it, or its number in the last list.", valueName: "prompt"), completion: .prompts)
    var prompt: String

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let id = try client.resolve(prompt)
        let round = try client.again(id)
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        return delivery.tell(
            Wording.again(id, round), ["prompt": .string(id), "round": JSON(round)], options: options, in: context)
    }
}
