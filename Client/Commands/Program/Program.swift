package import ArgumentParser
import ClientCore
package import Presentation

/// A command that runs in a `Context`, and so without a process too.
package protocol HomeCommand: ParsableCommand {
    associatedtype Options: CommandOptions
    var options: Options { get }

    /// - Throws: `CommandError`, or any error that `Messages` has a message for.
    func run(in context: Context) throws -> ExitStatus
}

extension HomeCommand {
    package var isJSON: Bool { options.isJSON }
}

/// Runs one command line and returns its exit status.
package struct Program {
    private let context: Context

    package init(context: Context) { self.context = context }

    /// - Parameter arguments: without the program's own name.
    package func run(_ arguments: [String]) -> ExitStatus {
        if let topic = topic(arguments) {
            context.show(topic.lines(on: context.page))
            return .done
        }
        if arguments.first == "help", let unknown = unknownCommand(arguments) {
            return tell(unknown, isJSON: wantsJSON(arguments))
        }
        do {
            let command = try Twofold.parseAsRoot(arguments)
            guard let command = command as? any HomeCommand else { return other(command, arguments) }
            return run(command, arguments)
        } catch {
            return parsing(error, arguments)
        }
    }

    private func run(_ command: any HomeCommand, _ arguments: [String]) -> ExitStatus {
        context.isScripted = command.isJSON
        defer { context.homes.settle() }
        do {
            let status = try command.run(in: context)
            // Notices that can't be shown now are shown next time; they don't change the command's result.
            if !command.isJSON { try? context.tellNotices() }
            return status
        } catch {
            if arguments.isEmpty, error as? ClientError == .notInitialised { return help() }
            if error as? ClientError == .notInitialised, let former = try? context.homes.formerNames(), !former.isEmpty {
                return tell(Messages.Errors.leftBefore(former), isJSON: command.isJSON)
            }
            return tell(Messages.commandError(error).about(context.subject.map { context.names[$0] }), isJSON: command.isJSON)
        }
    }

    private func help() -> ExitStatus {
        context.show(Twofold.helpMessage(for: Twofold.self, columns: context.console.columns))
        return .done
    }

    /// What is explained beside commands: `help evening`.
    private func topic(_ arguments: [String]) -> HelpTopic? {
        guard arguments.count == 2, arguments[0] == "help" else { return nil }
        return HelpTopic(rawValue: arguments[1])
    }

    private func unknownCommand(_ arguments: [String]) -> CommandError? {
        let path = CommandPath(arguments)
        let topics = arguments.first == "help" && path.names.isEmpty ? HelpTopic.allCases.map(\.rawValue) : []
        return path.unknown.map { Messages.Errors.unknownCommand($0, under: path.names, choices: path.choices, topics: topics) }
    }

    /// Runs the parser's own commands, such as help.
    private func other(_ command: any ParsableCommand, _ arguments: [String]) -> ExitStatus {
        var command = command
        do {
            try command.run()
            return .done
        } catch {
            return parsing(error, arguments)
        }
    }

    /// Handles what the parser throws: a request for help or the version, or a usage error.
    private func parsing(_ error: any Error, _ arguments: [String]) -> ExitStatus {
        if Twofold.exitCode(for: error).isSuccess {
            context.show(Twofold.fullMessage(for: error, columns: context.console.columns))
            return .done
        }
        // A default subcommand may accept a word that isn't a command; here it hasn't.
        if let unknown = unknownCommand(arguments) { return tell(unknown, isJSON: wantsJSON(arguments)) }
        let topic = CommandPath(arguments).names
        let parsed = Twofold.message(for: error)
        let message = Messages.Errors.guessing(parsed, among: ["--help", "--version"])
        // The usage of a bare `twofold` would be that of a command that no one types.
        guard !topic.isEmpty, !wantsJSON(arguments) else {
            return tell(Messages.Errors.usage(message, topic: topic), isJSON: wantsJSON(arguments))
        }
        let whole = Twofold.fullMessage(for: error, columns: context.console.columns).replacing(parsed, with: message)
        context.console.complain(SafeText.block(whole) + "\n")
        return .usage
    }

    private func wantsJSON(_ arguments: [String]) -> Bool { arguments.prefix { $0 != "--" }.contains("--json") }

    private func tell(_ failure: CommandError, isJSON: Bool) -> ExitStatus {
        if isJSON {
            context.print(["error": failure])
        } else {
            let paragraphs = [failure.message, failure.next].compactMap { $0 }.map(SafeText.block)
            let lines = paragraphs.flatMap { Wrapping.sentences($0, width: context.page.measure) }
            context.console.complain(lines.joined(separator: "\n") + "\n")
        }
        return failure.status
    }
}
