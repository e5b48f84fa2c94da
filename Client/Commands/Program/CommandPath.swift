import ArgumentParser

/// The commands that the first words of a command line name, after `help` or without it, each a subcommand of the one before.
struct CommandPath {
    private(set) var names: [String] = []
    /// The word that stands where a subcommand could, and is none.
    private(set) var unknown: String?
    /// What could stand there.
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
    /// Of those that help lists.
    fileprivate static var subcommandNames: [String] {
        configuration.subcommands.compactMap { $0.configuration.shouldDisplay ? $0.configuration.commandName : nil }
    }

    fileprivate static func subcommand(_ name: String) -> (any ParsableCommand.Type)? {
        configuration.subcommands.first { $0.configuration.commandName == name || $0.configuration.aliases.contains(name) }
    }
}
