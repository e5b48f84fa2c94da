import ArgumentParser
import ClientCore

struct ImportCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring in what twofold export --format json wrote.",
        discussion: HelpText.discussion(
            "Answers and pledges come to be read, by you alone, on all of your machines: your partner is sent none of them, and "
                + "nothing is sealed. Drafts and skips are yours again as they were. Decks are for both of you. What is here already "
                + "stays as it is, so the same file twice does no harm.",
            examples: ["twofold import ours.json", "twofold import - < ours.json"]))

    @Argument(help: ArgumentHelp("The file; - for standard input.", valueName: "file"), completion: .file())
    var file: String

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let export: Export
        do {
            export = try Export(json: octets(in: context))
        } catch let flaw as ExportFlaw {
            throw Wording.failure(flaw)
        }
        if !isJSON { context.say(Wording.toBringIn(export, page: context.page), Wording.visibility(export)) }
        let result = try context.showingProgress(Wording.importing) { progress in
            try client.bringIn(export) { progress.show($0, of: $1) }
        }
        if result.isNothing, !isJSON {
            context.say(Wording.nothingNew)
            return .done
        }
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        return delivery.tell(Wording.broughtIn(result), JSON.broughtIn(result), options: options, in: context)
    }

    private func octets(in context: Context) throws -> [UInt8] {
        guard file != "-" else { return try context.console.readAll() }
        do { return try context.files.read(file) } catch { throw Wording.unreadableFile(file) }
    }
}
