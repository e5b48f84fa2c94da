import ArgumentParser

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
