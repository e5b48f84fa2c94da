import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct SkipCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip", abstract: "Pass over a prompt. Skipping is always fine, and nobody is told.",
        discussion: HelpText.discussion(
            "Without a prompt: that of today; `twofold today` then has another for you.",
            examples: ["twofold skip", "twofold skip first-word", "twofold skip first-word --undo"]))

    @Argument(
        help: ArgumentHelp("Its id, a part of it, or its number in the last list.", valueName: "prompt"), completion: .prompts)
    var prompt: String?

    @Flag(name: .customLong("undo"), help: "Put it back among the prompts.")
    var undoes = false

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let id = try prompt.map(client.resolve) ?? ofToday(client, context.today)
        guard !CheckIn.isNamed(id) else { throw Wording.checkInIsNotSkipped }
        try client.skip(id, undo: undoes)
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        return delivery.tell(
            undoes ? Wording.unskipped : Wording.skipped, ["prompt": .string(id), "is_skipped": .bool(!undoes)], options: options,
            in: context)
    }

    /// Undoing a skip brings back the couple's prompt of the day.
    private func ofToday(_ client: Client, _ day: Day) throws -> String {
        let today = try client.today(on: day, about: nil)
        guard let prompt = undoes ? today.prompt : today.chosen else { throw Wording.nothingToday }
        return prompt.id
    }
}
