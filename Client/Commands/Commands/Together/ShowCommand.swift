import ArgumentParser
import ClientCore
import Presentation

struct ShowCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a prompt with all its rounds.",
        discussion: HelpText.discussion(examples: ["twofold show first-word", "twofold show 3 --offline"]))

    @Argument(
        help: ArgumentHelp("Its id, a part of it, or its number in the last list.", valueName: "prompt"), completion: .prompts)
    var prompt: String

    @OptionGroup var options: ReadOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: true)
        let view = try client.show(client.resolve(prompt))
        if isJSON {
            context.print(JSON.prompt(view))
        } else {
            let partner = try client.status().partner
            context.show(context.laidOut { PromptText.lines(view, partner: partner, on: $0) })
        }
        // If the home can't be written now, reflections stay marked as new: no reason to report a failure.
        if options.former == nil {
            for round in view.rounds where round.isOpen { try? client.markHeard(view.prompt, round: round.number) }
        }
        return .done
    }
}
