import ArgumentParser
import Commands
import Presentation
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

    @Test(arguments: [40, 80]) func `a first evening is told on one screen`(columns: Int) throws {
        let person = try newcomer()
        person.console.columns = columns
        let help = person.run("help", "evening")
        let lines = help.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(help.status == .done)
        #expect(lines.allSatisfy { $0.count <= columns })
        #expect(columns < 80 || lines.count <= 23, "\(lines.count)")
        let said = help.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for command in ["invite", "join", "fingerprint", "open", "reflect", "kit"] {
            #expect(said.contains("`twofold \(command)`"))
        }
        #expect(said.contains("Skipping is always fine, and no one is told."))
    }

    @Test func `nothing that is said names a file that only the sources have`() throws {
        let help = CommandCase.all.map { Twofold.helpMessage(for: $0.command, columns: 200) }.joined()
        #expect(!help.contains("docs/") && !help.contains(".md"))
        let ada = try beginner()
        ada.files["winter.toml"] = Array("id = 1".utf8)
        let flawed = ada.run("decks", "add", "winter.toml").errors
        #expect(flawed.contains("`twofold help decks add`") && !flawed.contains("docs/"))
        #expect(ada.run("help", "decks", "add").output.contains("[[prompt]]"))
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
