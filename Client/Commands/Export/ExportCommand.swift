import ArgumentParser
import ClientCore
import Presentation

struct ExportCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Export what the two of you have: to keep, to print, or to import again.",
        discussion: HelpText.discussion(
            """
            json holds everything you can read, drafts and history too, and twofold import takes it. markdown and html are for \
            reading: what has been revealed, month by month. html is a single page without scripts that needs no network: open it \
            in a browser, and print it if you like paper.
            """,
            examples: [
                "twofold export --output ours.json", "twofold export --format html --output keepsake.html",
                "twofold export --former ben > ben.json",
            ]))

    @Option(help: "json, markdown or html.")
    var format = ExportFormat.json

    @Flag(help: "In markdown and html, add what only you can read: drafts, and answers still waiting. json always has them.")
    var all = false

    @Option(
        help: ArgumentHelp(
            "A file that only you can read, replacing what is there; without it, standard output.", valueName: "file"),
        completion: .file())
    var output: String?

    @Option(name: .customLong("former"), help: ArgumentHelp("Export a couple that you left.", valueName: "name"))
    var former: String?

    @OptionGroup var options: OutputOptions

    func run(in context: Context) throws -> ExitStatus {
        let file = output == "-" ? nil : output
        if format == .html, file == nil, context.console.isTerminal { throw Messages.Exports.pageOnTerminal }
        let client = try former.map { try context.former($0) } ?? context.client()
        let export = try context.showingProgress(Messages.Exports.exporting) { progress in
            try client.export { progress.show($0, of: $1) }
        }
        let document = document(export, in: context)
        guard let file else {
            context.console.write(document)
            return .done
        }
        try context.write(document, to: file, orThrow: Messages.Answers.unwritableFile(file))
        isJSON ? context.print(["file": file]) : context.say(Messages.Membership.exported(file))
        return .done
    }

    private func document(_ export: Export, in context: Context) -> String {
        switch format {
        case .json: JSONText.document(export.file) + "\n"
        case .markdown: KeepsakeMarkdown(Keepsake(export, includingOwn: all, clock: context.clock)).text
        case .html: KeepsakePage(Keepsake(export, includingOwn: all, clock: context.clock)).text
        }
    }
}

/// The file format of an export.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
    /// Complete; `import` reads it.
    case json
    case markdown
    /// A single page to view and print.
    case html
}
