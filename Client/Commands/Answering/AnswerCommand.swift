import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct AnswerCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Answer a question.",
        discussion: HelpText.discussion(
            """
            Without a question, it takes one that waits for you, else today's, else the first you haven't answered. You write in \
            your editor, above the question; then you see your words as they will be read, and are asked whether to seal them. \
            Words from --file or --text are sealed at once, unless you add --draft.
            """,
            examples: [
                "twofold answer", "twofold answer first-word", "twofold answer first-word --file words.txt --draft",
                "twofold answer 3 --file - < words.txt",
            ]))

    @Argument(help: .prompt, completion: .prompts)
    var prompt: String?

    @Option(help: "Your words. Others who use this device may see arguments: --file - is safer.")
    var text: String?

    @Option(help: "A file with your words; - is standard input.", completion: .file())
    var file: String?

    @Flag(name: .customLong("draft"), help: "Keep it as a draft, to seal later.")
    var isDraft = false

    @Flag(name: .customLong("yes"), help: "Ask nothing on a terminal, even where sealing reveals both answers.")
    var isSure = false

    @OptionGroup var options: ChangeOptions

    func validate() throws {
        if text != nil, file != nil { throw ValidationError("Give --text or --file, not both.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let words = try context.words(text: text, file: file)
        let client: Client
        let id: PromptID
        do {
            client = try context.client()
            // Which prompt is next depends on what the partner has sealed.
            if prompt == nil, !options.isOffline { try context.refresh(client) }
            id = try prompt.map(client.resolve) ?? client.next(on: context.today)
            context.note(id)
            guard id != CheckIn.prompt.id else { throw Messages.CheckIns.checkInIsRated }
        } catch {
            // Text from standard input exists nowhere else.
            throw file == "-" ? Safekeeping.inFile(words ?? "", because: error, in: context) : Messages.commandError(error)
        }
        var sealing = Sealing(prompt: id, client: client, context: context, options: options, isSure: isSure)
        if words != nil, prompt == nil, !isJSON { context.mention(Messages.Answers.answering(context.names[id])) }
        guard let words else { return try EditorAnswer(sealing: sealing, keepsDraft: isDraft).run() }
        sealing.question = try? client.show(id).question
        return isDraft ? try sealing.keep(words) : try sealing.seal(words)
    }
}

/// An answer written in the user's editor, then sealed, kept as a draft or edited again.
struct EditorAnswer {
    let sealing: Sealing
    let keepsDraft: Bool

    private var context: Context { sealing.context }
    private var client: Client { sealing.client }

    func run() throws -> ExitStatus {
        let view = try client.show(sealing.prompt)
        let round = view.liveRound
        switch round?.state {
        case .sealedByBoth, .revealed, .tampered, .closed: throw ClientError.frozen
        case .open, .sealedByMe, .sealedByPartner, nil: break
        }
        var words = round?.draft?.text ?? round?.mine?.text ?? ""
        while true {
            guard let written = try write(view, beginningWith: words) else {
                return try sealing.finish(Messages.Confirmations.draftEnded(context.names[sealing.prompt]), "draft_ended")
            }
            words = written
            guard !keepsDraft, context.console.isInteractive else {
                return try sealing.finish(Messages.Confirmations.draft, "draft")
            }
            context.preview(words, for: try client.partnerName())
            switch choice() {
            case .seal: return try sealing.seal(nil)
            case .keep: return try sealing.finish(Messages.Confirmations.draft, "draft")
            case .edit: continue
            }
        }
    }

    /// Saves the text as a draft before the editor's file is deleted.
    ///
    /// - Returns: `nil` if a draft was emptied. It has ended then.
    private func write(_ view: PromptView, beginningWith words: String) throws -> String? {
        let session = EditorTask.answer(prompt: view.prompt).session
        let heading = Messages.Answers.editorHeading(
            context.names[view.prompt], view.question, view.gentleness, on: context.page)
        let written = try context.editor.edit(session, heading: heading, text: words) {
            do {
                try client.saveDraft(view.prompt, text: $0, to: view.question)
                return true
            } catch {
                throw Messages.commandError(error).keeping(.file(context.editor.path(session)))
            }
        }
        guard written.isEmpty else { return written }
        guard try client.show(view.prompt).liveRound?.draft != nil else { throw ClientError.emptyText }
        try client.endDraft(view.prompt)
        return nil
    }

    private enum Choice { case seal, keep, edit }

    private func choice() -> Choice {
        context.press(Messages.Answers.sealDraftOrEdit, ["s": .seal, "d": .keep, "k": .keep, "e": .edit], otherwise: .keep)
    }
}
