import ArgumentParser

struct DevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: "List your machines and codes on paper, or remove one.",
        discussion: HelpText.discussion(examples: ["twofold devices", "twofold devices remove phone"]),
        subcommands: [DevicesListCommand.self, DevicesRemoveCommand.self], defaultSubcommand: DevicesListCommand.self)
}
