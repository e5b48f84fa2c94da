import ArgumentParser

struct PledgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pledge", abstract: "A small step that one of you means to take, for a week or so. Both of you see it.",
        discussion: HelpText.discussion(examples: ["twofold pledge", "twofold pledge add"]),
        subcommands: [PledgeListCommand.self, PledgeAddCommand.self, PledgeDoneCommand.self, PledgeAgainCommand.self],
        defaultSubcommand: PledgeListCommand.self)
}
