package import ArgumentParser
import Models

/// The root command.
package struct Twofold: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "twofold",
        abstract: "Answer apart. Reveal together.",
        discussion: HelpText.discussion(
            """
            Two partners answer the same question, each on their own device. Neither sees the other's answer until both have \
            sealed. Without a command, it shows what matters now and offers the next step at one key.
            """,
            examples: ["twofold", "twofold help answer", "twofold help evening"]),
        version: Release.line(of: "twofold"),
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
                name: "Keeping and settings",
                subcommands: [
                    ExportCommand.self, ImportCommand.self, ConfigCommand.self, DevicesCommand.self, FingerprintCommand.self,
                    LockCommand.self,
                    UnlockCommand.self, LeaveCommand.self, DoctorCommand.self, SupportCommand.self,
                ]),
            CommandGroup(name: "For shells", subcommands: [CompleteCommand.self]),
        ],
        defaultSubcommand: WelcomeCommand.self)

    /// Of all subcommands.
    static var names: [String] { configuration.subcommands.compactMap { $0.configuration.commandName } }

    package init() {}
}

/// The text below the abstract in a command's help and man page.
package enum HelpText {
    /// An explanation, if there is one, and examples.
    ///
    /// - Parameters:
    ///   - explanation: ASCII only, for man pages.
    ///   - examples: at least one command line, as typed in a shell. Never with a code, passphrase or token: other users on a
    ///     machine can see arguments.
    static func discussion(_ explanation: String = "", examples: [String]) -> String {
        let paragraphs = explanation.isEmpty ? [] : [explanation, ""]
        return (paragraphs + [heading] + examples.map { indent + $0 }).joined(separator: "\n")
    }

    /// The examples in a command's help.
    package static func examples(of command: any ParsableCommand.Type) -> [String] {
        let lines = command.configuration.discussion.split(separator: "\n").drop { $0 != heading }.dropFirst()
        return lines.map { String($0.dropFirst(indent.count)) }
    }

    private static let heading = "Examples:"
    private static let indent = "  "
}

/// The chain of subcommands that a command line names, with or without `help` in front.
struct CommandPath {
    private(set) var names: [String] = []
    /// A word where a subcommand is expected, if it isn't one.
    private(set) var unknown: String?
    /// The subcommands possible at that position.
    private(set) var choices: [String]

    init(_ arguments: [String]) {
        var command: any ParsableCommand.Type = Twofold.self
        choices = command.subcommandNames
        for word in arguments.drop(while: { $0 == "help" }) {
            guard !choices.isEmpty, !word.hasPrefix("-") else { return }
            guard let next = command.subcommand(word) else {
                unknown = word
                return
            }
            names.append(word)
            command = next
            choices = command.subcommandNames
        }
    }
}

extension ParsableCommand {
    /// The subcommands that help lists.
    fileprivate static var subcommandNames: [String] {
        configuration.subcommands.compactMap { $0.configuration.shouldDisplay ? $0.configuration.commandName : nil }
    }

    fileprivate static func subcommand(_ name: String) -> (any ParsableCommand.Type)? {
        configuration.subcommands.first { $0.configuration.commandName == name || $0.configuration.aliases.contains(name) }
    }
}
