import ClientCore
import Presentation

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
        case .sealedByBoth, .revealed, .tampered: throw ClientError.frozen
        case .open, .sealedByMe, .sealedByPartner, nil: break
        }
        var words = round?.draft?.text ?? round?.mine?.text ?? ""
        while true {
            words = try write(view, beginningWith: words)
            guard !keepsDraft, context.console.isInteractive else { return try sealing.finish(Wording.draft, "draft") }
            context.preview(words, for: try client.status().partner)
            switch choice() {
            case .seal: return try sealing.seal(nil)
            case .keep: return try sealing.finish(Wording.draft, "draft")
            case .edit: continue
            }
        }
    }

    /// Saves the text as a draft before the editor's file is deleted.
    private func write(_ view: PromptView, beginningWith words: String) throws -> String {
        let session = EditorTask.answer(prompt: view.prompt).session
        let written = try context.editor.edit(session, heading: Wording.editorHeading(view.prompt, view.question), text: words) {
            do {
                try client.saveDraft(view.prompt, text: $0)
                return true
            } catch {
                throw Safekeeping.told(error, Wording.keptInFile(context.editor.path(session)))
            }
        }
        guard !written.isEmpty else { throw ClientError.emptyText }
        return written
    }

    private enum Choice { case seal, keep, edit }

    private func choice() -> Choice {
        while let answer = context.console.readLine(prompt: Wording.sealDraftOrEdit) {
            switch answer.lowercased().filter({ !$0.isWhitespace }) {
            case "s", "seal": return .seal
            case "e", "edit": return .edit
            case "", "d", "draft", "keep": return .keep
            default: continue
            }
        }
        return .keep
    }
}
