package import ArgumentParser

/// The program.
package struct Twofold: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "twofold",
        abstract: "Answer apart. Reveal together.",
        discussion: HelpText.discussion(
            """
            Two partners answer the same question, each on their own machine. Neither sees the other's answer until both have \
            sealed theirs. Without a command: status.
            """,
            examples: ["twofold", "twofold help answer"]),
        version: version,
        groupedSubcommands: [
            CommandGroup(
                name: "Starting",
                subcommands: [
                    InitCommand.self, InviteCommand.self, JoinCommand.self, LinkCommand.self, KitCommand.self, RecoverCommand.self,
                ]),
            CommandGroup(
                name: "Answering",
                subcommands: [
                    PromptsCommand.self, AnswerCommand.self, SealCommand.self, WithdrawCommand.self, SkipCommand.self,
                    AskCommand.self,
                    AgainCommand.self,
                ]),
            CommandGroup(
                name: "Together",
                subcommands: [SyncCommand.self, StatusCommand.self, OpenCommand.self, ShowCommand.self, HistoryCommand.self]),
            CommandGroup(
                name: "Keeping and life",
                subcommands: [
                    ExportCommand.self, ConfigCommand.self, DevicesCommand.self, FingerprintCommand.self, LockCommand.self,
                    UnlockCommand.self, LeaveCommand.self, DoctorCommand.self,
                ]),
            CommandGroup(name: "For shells", subcommands: [CompleteCommand.self]),
        ],
        defaultSubcommand: StatusCommand.self)

    package static let version = "0.1.0"

    package init() {}
}
