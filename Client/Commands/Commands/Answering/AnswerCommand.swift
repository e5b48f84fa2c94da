import ArgumentParser
import Catalogue
import ClientCore

struct AnswerCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Answer a prompt.",
        discussion: """
            Without a prompt: one that waits for you, else the first that you have not answered. Words come from your editor, \
            which then asks whether to seal; or from --file or --text, which seal at once unless --draft is given.
            """)

    @Argument(help: ArgumentHelp("Its id, a part of it, or its number in the last list.", valueName: "prompt"))
    var prompt: String?

    @Option(help: "The words. Others on this machine may see arguments: --file - is safer.")
    var text: String?

    @Option(help: "A file with the words; - is standard input.")
    var file: String?

    @Flag(name: .customLong("draft"), help: "Keep it as a draft; seal it later.")
    var isDraft = false

    @Flag(name: .customLong("yes"), help: "Seal without asking, also where that opens both answers.")
    var isSure = false

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func validate() throws {
        if text != nil, file != nil { throw ValidationError("Give --text or --file, not both.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let words = try given(in: context)
        let client: any HomeClient
        let id: String
        do {
            client = try context.client()
            id = try client.resolve(prompt)
            guard !CheckIn.isNamed(id) else { throw Wording.checkInIsRated }
        } catch {
            // What came from standard input is nowhere else.
            throw file == "-" ? Safekeeping.inFile(words ?? "", because: error, in: context) : Wording.failure(error)
        }
        let sealing = Sealing(prompt: id, client: client, context: context, options: options, isSure: isSure)
        guard let words else { return try EditorAnswer(sealing: sealing, keepsDraft: isDraft).run() }
        return isDraft ? try sealing.keep(words) : try sealing.seal(words)
    }

    /// The words of `--text` or `--file`; nil where an editor is wanted.
    private func given(in context: Context) throws -> String? {
        if let text { return text }
        guard let file else { return nil }
        var words = try context.contents(of: file)
        while words.last?.isNewline == true { words.removeLast() }
        return words
    }
}
