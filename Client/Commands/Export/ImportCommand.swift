import ArgumentParser
import ClientCore
import Presentation

extension ExportAuthor: ExpressibleByArgument {}

struct ImportCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import what twofold export --format json wrote.",
        discussion: HelpText.discussion(
            "Answers and pledges can then be read by you alone, on all of your devices: nothing is sent to your "
                + "partner, and nothing is sealed. Drafts and skips are yours again as they were. Decks are for both of "
                + "you. What's already here stays as it is, so importing a file twice does no harm. A file that your "
                + "partner exported brings what was revealed, each answer as the words of whoever wrote it; your "
                + "partner's drafts stay out. If a file doesn't say which of you exported it, you're asked; a script says "
                + "so with --exported-by.",
            examples: [
                "twofold import ours.json", "twofold import noors.json --exported-by partner", "twofold import - < ours.json",
            ]))

    @Argument(help: ArgumentHelp("The file; - for standard input.", valueName: "file"), completion: .file())
    var file: String

    @Option(help: ArgumentHelp("Who exported it, if the file doesn't say: me or partner.", valueName: "who"))
    var exportedBy: ExportAuthor?

    @OptionGroup var options: ChangeOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let export: Export
        do {
            export = try Export(json: octets(in: context))
        } catch let error as ExportError {
            throw Messages.commandError(error)
        }
        if !isJSON { context.say(Messages.Exports.toBringIn(export, page: context.page)) }
        let author = try author(of: export, client, in: context)
        let leftOut = author == .partner ? export.turned().leftOut : 0
        if !isJSON {
            if author == .partner { context.say(Messages.Exports.partnersExport(export, leftOut: leftOut)) }
            context.say(Messages.Exports.visibility(export))
        }
        let result = try context.showingProgress(Messages.Exports.importing) { progress in
            try client.bringIn(export, by: author) { progress.show($0, of: $1) }
        }
        if result.isNothing, !isJSON {
            context.say(Messages.Exports.nothingNew)
            return .done
        }
        return try options.finish(
            Messages.Exports.broughtIn(result), result.fields(by: author, leftOut: leftOut), client, in: context)
    }

    /// Who exported the file: from the option, else from the file, else by asking the user.
    private func author(of export: Export, _ client: Client, in context: Context) throws -> ExportAuthor {
        if let known = try exportedBy ?? client.author(of: export) { return known }
        guard context.console.isInteractive, !isJSON else { throw Messages.Exports.unknownAuthor(export) }
        let choices = ExportAuthor.allCases
        let question = Messages.Exports.whoExported(export, partner: try client.partnerName())
        guard let place = context.choose(question, among: choices.map { Messages.Exports.exported(by: $0, export) }) else {
            throw Messages.Exports.notBroughtIn
        }
        return choices[place]
    }

    private func octets(in context: Context) throws -> [UInt8] {
        guard file != "-" else { return try context.console.readAll() }
        do { return try context.files.read(file) } catch { throw Messages.Answers.unreadableFile(file) }
    }
}
