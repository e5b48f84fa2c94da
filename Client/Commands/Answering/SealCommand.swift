import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct SealCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal", abstract: "Seal a draft.",
        discussion: HelpText.discussion(
            "Without a question: your draft, if there is just one. On a terminal you see it before it's sealed.",
            examples: ["twofold seal", "twofold seal first-word"]))

    @Argument(help: .prompt, completion: .prompts)
    var prompt: String?

    @Flag(name: .customLong("yes"), help: "Seal without asking, even where that reveals both answers.")
    var isSure = false

    @OptionGroup var options: ChangeOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let id = try prompt.map { try named($0, client) } ?? onlyDraft(client, in: context)
        context.note(id)
        var sealing = Sealing(prompt: id, client: client, context: context, options: options, isSure: isSure)
        sealing.showsDraft = prompt == nil
        return try sealing.seal(nil)
    }

    /// If the name is ambiguous, chooses the prompt that has a draft.
    private func named(_ text: String, _ client: Client) throws(ClientError) -> PromptID {
        do throws(ClientError) {
            return try client.resolve(text)
        } catch {
            guard case .ambiguousPrompt(_, let candidates) = error else { throw error }
            let drafts = try client.prompts(deck: nil, search: nil).filter { $0.hasDraft && candidates.contains($0.id) }
            guard drafts.count == 1 else { throw error }
            return drafts[0].id
        }
    }

    private func onlyDraft(_ client: Client, in context: Context) throws -> PromptID {
        let drafts = try client.prompts(deck: nil, search: nil).filter(\.hasDraft).map(\.id)
        guard let draft = drafts.first else { throw ClientError.nothingToSeal }
        guard drafts.count == 1 else { throw Messages.Answers.severalDrafts(drafts, context.names) }
        return draft
    }
}

struct WithdrawCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Take back an answer you sealed, while your partner hasn't sealed yet.",
        discussion: HelpText.discussion(
            "Your words become a draft again. A check-in is called checkin.",
            examples: ["twofold withdraw first-word", "twofold withdraw checkin"]))

    @Argument(help: .prompt, completion: .prompts)
    var prompt: String

    @OptionGroup var options: ChangeOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let id = try context.question(prompt, client)
        try client.withdraw(id)
        return try options.finish(Messages.Confirmations.withdrawn, ["prompt": id, "result": "withdrawn"], client, in: context)
    }
}

/// Seals an answer or keeps it as a draft. Whatever fails, the text is saved somewhere.
struct Sealing {
    let prompt: PromptID
    let client: Client
    let context: Context
    let options: ChangeOptions
    /// Skips the confirmation.
    let isSure: Bool
    /// The question as it was when the words were given, whatever arrives while they are being sealed; `nil` for a draft, which has it.
    var question: String?
    /// Shows the draft with its question, and asks, because no one has named it.
    var showsDraft = false

    /// - Parameter words: the answer; `nil` to seal the draft.
    func seal(_ words: String?) throws -> ExitStatus {
        guard try isWanted() else {
            let confirmation = Messages.Confirmations.notSealed(context.names[prompt])
            return try words.map { try keep($0, saying: confirmation) } ?? finish(confirmation, "draft")
        }
        let result: SealResult
        do {
            result = try client.seal(prompt, text: words, to: question)
        } catch {
            guard let words else { throw error }
            throw Safekeeping.asDraft(words, of: prompt, to: question, because: error, client: client, in: context)
        }
        switch result {
        case .sealed: return try finish(Messages.Confirmations.sealed, "sealed")
        case .keptUntilPaired: return try finish(Messages.Confirmations.keptUntilPaired, "kept_until_paired")
        }
    }

    func keep(_ words: String, saying confirmation: Confirmation = Messages.Confirmations.draft) throws -> ExitStatus {
        do {
            try client.saveDraft(prompt, text: words, to: question)
        } catch {
            throw Safekeeping.inFile(words, because: error, in: context)
        }
        return try finish(confirmation, "draft")
    }

    func finish(_ confirmation: Confirmation, _ result: String) throws -> ExitStatus {
        let attempt = try SyncAttempt(of: client, isOffline: options.isOffline)
        let status = attempt.tell(
            confirmation, ["prompt": prompt, "result": result], options: options, in: context)
        if !options.isJSON, attempt.report?.stopped == nil, try client.show(prompt).liveRound?.state == .sealedByBoth {
            context.say(Messages.Status.state(.sealedByBoth, partner: nil))
        }
        return status
    }

    /// If the partner has sealed, sealing reveals both answers. Says so, and on a terminal asks for confirmation; also about a draft that
    /// no one has named.
    private func isWanted() throws -> Bool {
        // The partner may have sealed while these words were written. A failed pull changes nothing: sealing asks no server.
        if !isSure, !options.isOffline, context.console.isInteractive { _ = context.errorRefreshing(client, olderThan: .zero) }
        guard !isSure, !options.isJSON else { return true }
        let view = try client.show(prompt)
        let reveals = view.liveRound?.state == .sealedByPartner
        guard reveals || showsDraft && context.console.isInteractive else { return true }
        if showsDraft, let draft = view.liveRound?.draft {
            context.mention(view.question, "")
            context.preview(draft.text, for: try client.partnerName())
        }
        if reveals { context.mention(Messages.Answers.opensBoth(try client.partnerName())) }
        return !context.console.isInteractive || context.pressYes(Messages.Answers.sealNow)
    }
}

/// Saves text elsewhere if it couldn't be stored where it was meant to go.
enum Safekeeping {
    /// Saves it as a draft; if that fails, to a file; if that fails too, prints it to standard error.
    ///
    /// - Returns: the failure to report, which says where the text is now.
    static func asDraft(
        _ words: String, of prompt: PromptID, to question: String?, because error: any Error, client: Client, in context: Context
    ) -> CommandError {
        let failure = Messages.commandError(error)
        guard !words.isBlank else { return failure }
        do {
            try client.saveDraft(prompt, text: words, to: question)
            return failure.keeping(.draft)
        } catch _ {
            return inFile(words, because: error, in: context)
        }
    }

    /// Saves it to a file; if that fails, prints it to standard error.
    static func inFile(_ words: String, because error: any Error, in context: Context) -> CommandError {
        let failure = Messages.commandError(error)
        guard !words.isBlank else { return failure }
        return inFile(Array(words.utf8), because: failure, in: context) { _ in nil }
    }

    /// Saves what isn't text to a file; if that fails, prints what can be read of it to standard error.
    static func inFile(_ octets: [UInt8], because failure: CommandError, in context: Context) -> CommandError {
        inFile(octets, because: failure, in: context, next: Messages.Answers.convertKept)
    }

    private static func inFile(
        _ octets: [UInt8], because failure: CommandError, in context: Context, next: (_ path: String) -> String?
    ) -> CommandError {
        do {
            let path = try context.homes.rescue(octets)
            return failure.keeping(.file(path), next: next(path))
        } catch _ {
            context.mention(Messages.Answers.keptNowhere, "", String(decoding: octets, as: UTF8.self), "")
            return failure.keeping(.printed)
        }
    }
}
