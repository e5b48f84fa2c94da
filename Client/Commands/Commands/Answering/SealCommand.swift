import ArgumentParser
import ClientCore
import Presentation

struct SealCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal", abstract: "Seal a draft.",
        discussion: HelpText.discussion(
            "Without a prompt: the draft, if there is just one.",
            examples: ["twofold seal", "twofold seal first-word"]))

    @Argument(
        help: ArgumentHelp("Its id, a part of it, or its number in the last list.", valueName: "prompt"), completion: .prompts)
    var prompt: String?

    @Flag(name: .customLong("yes"), help: "Seal without asking, also where that opens both answers.")
    var isSure = false

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let id = try prompt.map { try named($0, client) } ?? onlyDraft(client)
        return try Sealing(prompt: id, client: client, context: context, options: options, isSure: isSure).seal(nil)
    }

    /// If the name is ambiguous, chooses the prompt that has a draft.
    private func named(_ text: String, _ client: Client) throws -> String {
        do {
            return try client.resolve(text)
        } catch ClientError.ambiguousPrompt(let text, let candidates) {
            let drafts = try client.prompts(deck: nil, search: nil).filter { $0.hasDraft && candidates.contains($0.id) }
            guard drafts.count == 1 else { throw ClientError.ambiguousPrompt(text, candidates: candidates) }
            return drafts[0].id
        }
    }

    private func onlyDraft(_ client: Client) throws -> String {
        let drafts = try client.prompts(deck: nil, search: nil).filter(\.hasDraft).map(\.id)
        guard let draft = drafts.first else { throw ClientError.nothingToSeal }
        guard drafts.count == 1 else { throw Wording.severalDrafts(drafts) }
        return draft
    }
}
