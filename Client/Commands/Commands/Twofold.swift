package import ArgumentParser

/// The root command.
package struct Twofold: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "twofold",
        abstract: "Answer apart. Reveal together.",
        discussion: HelpText.discussion(
            """
            Two partners answer the same question, each on their own machine. Neither sees the other's answer until both have \
            sealed theirs. Without a command: what matters now, and the next step at one key.
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
                    TodayCommand.self, PromptsCommand.self, AnswerCommand.self, SealCommand.self, WithdrawCommand.self,
                    SkipCommand.self,
                    AskCommand.self,
                    AgainCommand.self, DecksCommand.self,
                ]),
            CommandGroup(
                name: "Together",
                subcommands: [
                    WelcomeCommand.self, SyncCommand.self, StatusCommand.self, OpenCommand.self, ShowCommand.self,
                    ReflectCommand.self, ReactCommand.self, TimelineCommand.self, HistoryCommand.self,
                ]),
            CommandGroup(name: "Growing", subcommands: [CheckInCommand.self, TrendsCommand.self, PledgeCommand.self]),
            CommandGroup(
                name: "Keeping and life",
                subcommands: [
                    ExportCommand.self, ImportCommand.self, ConfigCommand.self, DevicesCommand.self, FingerprintCommand.self,
                    LockCommand.self,
                    UnlockCommand.self, LeaveCommand.self, DoctorCommand.self,
                ]),
            CommandGroup(name: "For shells", subcommands: [CompleteCommand.self]),
        ],
        defaultSubcommand: WelcomeCommand.self)

    /// Of all subcommands.
    static var names: [String] { configuration.subcommands.compactMap { $0.configuration.commandName } }

    package static let version = "0.1.0"

    package init() {}
}
