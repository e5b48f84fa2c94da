import ArgumentParser
import Catalogue

struct SkipCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip", abstract: "Pass over a prompt. Skipping is always fine, and nobody is told.")

    @Argument(help: ArgumentHelp("Its id, a part of it, or its number in the last list.", valueName: "prompt"))
    var prompt: String

    @Flag(name: .customLong("undo"), help: "Put it back among the prompts.")
    var undoes = false

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let id = try client.resolve(prompt)
        guard !CheckIn.isNamed(id) else { throw Wording.checkInIsNotSkipped }
        try client.skip(id, undo: undoes)
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        return delivery.tell(
            undoes ? Wording.unskipped : Wording.skipped, ["prompt": .string(id), "is_skipped": .bool(!undoes)], options: options,
            in: context)
    }
}
