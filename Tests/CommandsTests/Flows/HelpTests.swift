import ArgumentParser
import Commands
import Testing

@Suite("Help")
struct HelpTests {
    @Test(arguments: CommandCase.all) func `every command has examples that fit a terminal and run`(_ case: CommandCase) throws {
        let examples = HelpText.examples(of: `case`.command)
        #expect(!examples.isEmpty, "its discussion is to be a HelpText")
        for example in examples {
            #expect(example.count <= 76)
            let parsed = try Twofold.parseAsRoot(words(example))
            #expect(`case`.means(type(of: parsed)), "\(example)")
        }
    }

    @Test(arguments: CommandCase.all) func `help is plain ASCII, of which man pages are made`(_ case: CommandCase) {
        let foreign = Twofold.helpMessage(for: `case`.command, columns: 80).filter { !$0.isASCII }
        #expect(foreign.isEmpty)
    }

    @Test func `help shows them as they are typed`() throws {
        let help = try newcomer().run("help", "seal").output
        #expect(help.contains("\n\nExamples:\n  twofold seal\n  twofold seal first-word\n\nUSAGE:"))
    }

    /// A command line split as by a shell, without the program's name.
    private func words(_ line: String) -> [String] {
        let command = line.prefix { !"<>|".contains($0) }
        let words = command.matches(of: /"([^"]*)"|(\S+)/).map { String($0.output.1 ?? $0.output.2 ?? "") }
        #expect(words.first == "twofold")
        return Array(words.dropFirst())
    }
}

/// A command and its full name.
struct CommandCase: Sendable, CustomTestStringConvertible {
    let command: any ParsableCommand.Type
    let path: [String]

    var testDescription: String { path.joined(separator: " ") }

    static let all = below(CommandCase(command: Twofold.self, path: ["twofold"]))

    /// Whether this command runs, or one of its subcommands.
    func means(_ parsed: any ParsableCommand.Type) -> Bool {
        path.count == 1 || Self.below(self).contains { $0.command == parsed }
    }

    private static func below(_ command: CommandCase) -> [CommandCase] {
        [command]
            + command.command.configuration.subcommands.filter { $0.configuration.shouldDisplay }.flatMap {
                below(CommandCase(command: $0, path: command.path + [$0.configuration.commandName ?? ""]))
            }
    }
}
