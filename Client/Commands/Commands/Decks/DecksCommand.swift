import ArgumentParser

struct DecksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decks", abstract: "List the decks of prompts, look into one, add one of your own, or remove it.",
        discussion: HelpText.discussion(examples: ["twofold decks", "twofold decks show openers"]),
        subcommands: [DecksListCommand.self, DecksShowCommand.self, DecksAddCommand.self, DecksRemoveCommand.self],
        defaultSubcommand: DecksListCommand.self)
}
