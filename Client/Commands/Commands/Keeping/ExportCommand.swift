import ArgumentParser

struct ExportCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write down all that you may read: questions, answers, drafts and history.",
        discussion: HelpText.discussion(examples: [
            "twofold export --output twofold.json", "twofold export --former ben > ben.json",
        ]))

    @Option(help: "json.")
    var format = "json"

    @Option(
        help: ArgumentHelp("A file, readable by you alone; without it: standard output.", valueName: "file"), completion: .file())
    var output: String?

    @Option(name: .customLong("former"), help: ArgumentHelp("Export a couple that you left.", valueName: "name"))
    var former: String?

    @OptionGroup var options: OutputOptions

    var isJSON: Bool { options.isJSON }

    func validate() throws {
        guard format == "json" else { throw ValidationError("--format is json.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try former.map { try context.former($0) } ?? context.client()
        let document = JSON.export(try client.export()).document + "\n"
        guard let output, output != "-" else {
            context.console.write(document)
            return .done
        }
        do { try context.files.write(output, [UInt8](document.utf8)) } catch { throw Wording.unwritableFile(output) }
        isJSON ? context.print(["file": .string(output)]) : context.say(Wording.exported(output))
        return .done
    }
}
