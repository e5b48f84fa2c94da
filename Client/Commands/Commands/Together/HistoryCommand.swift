import ArgumentParser
import ClientCore
import Presentation

struct HistoryCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show all versions of your own answer to a prompt, or bring one back.",
        discussion: HelpText.discussion(examples: ["twofold history first-word", "twofold history first-word --restore 2"]))

    @Argument(
        help: ArgumentHelp("Its id, a part of it, or its number in the last list.", valueName: "prompt"), completion: .prompts)
    var prompt: String

    @Option(help: ArgumentHelp("Bring back the version of this number.", valueName: "number"))
    var restore: Int?

    @Option(name: .customLong("former"), help: ArgumentHelp("Read a couple that you left.", valueName: "name"))
    var former: String?

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func validate() throws {
        if restore != nil, former != nil { throw ValidationError("A couple that you left can be read, not changed.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try former.map { try context.former($0) } ?? context.client()
        let id = try client.resolve(prompt)
        if let restore {
            try client.restore(id, version: restore)
            let delivery = try Delivery(of: client, isOffline: options.isOffline)
            return delivery.tell(
                Wording.restored(restore), ["prompt": .string(id), "restored": JSON(restore)], options: options, in: context)
        }
        if former == nil, !options.isOffline { try context.refresh(client) }
        let versions = try client.history(id)
        if isJSON {
            context.print(["prompt": .string(id), "versions": .array(versions.map(JSON.version))])
        } else {
            context.show(HistoryText.lines(versions, prompt: id, on: context.page))
        }
        return .done
    }
}
