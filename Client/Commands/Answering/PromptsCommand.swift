import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct TodayCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "today", abstract: "Show the prompt of the day, the same for both of you.",
        discussion: HelpText.discussion(
            """
            It is chosen without a word between you, offline too, by the day where you are. `twofold config` says which decks it is \
            taken from, how deep it goes, and on which days there is a new one.
            """,
            examples: ["twofold today", "twofold today --for busyness"]))

    @Option(name: .customLong("for"), help: ArgumentHelp("Another, about what stands between you.", valueName: "barrier"))
    var barrier: Barrier?

    @OptionGroup var options: ReadOptions

    func validate() throws {
        if options.former != nil { throw ValidationError("There is no prompt of the day in a couple that you left.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: true)
        let today = try client.today(on: context.today, about: barrier)
        if isJSON {
            context.print(today.fields)
        } else {
            context.print(TodayText.lines(today, about: barrier, status: try client.status(), on: context.page))
        }
        return .done
    }
}

struct PromptsCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompts", abstract: "List the prompts, and where each stands.",
        discussion: HelpText.discussion(examples: [
            "twofold prompts", "twofold prompts --deck founding", "twofold prompts --search music",
        ]))

    @Option(help: "Those of one deck.", completion: .decks)
    var deck: String?

    @Option(help: ArgumentHelp("Those with these words in question or answers.", valueName: "words"))
    var search: String?

    @OptionGroup var options: ReadOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: true)
        let prompts = try client.prompts(deck: deck, search: search)
        if options.former == nil { try client.rememberListing(prompts.map(\.id)) }
        if isJSON {
            context.print(prompts)
        } else {
            context.show(PromptListText.lines(prompts, partner: try client.status().partner, on: context.page))
        }
        return .done
    }
}

struct AskCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Add a question of your own, for both of you.",
        discussion: HelpText.discussion(
            "Without a question it is read from a prompt or standard input.",
            examples: ["twofold ask", #"twofold ask "What made us laugh this week?""#]))

    @Argument(help: ArgumentHelp("The question; left out, or -: it is read.", valueName: "question"))
    var question: String?

    @OptionGroup var options: ChangeOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let text = try context.words(question, asking: Messages.question)
        let id: PromptID
        do {
            id = try client.ask(text)
        } catch {
            throw question == nil || question == "-"
                ? Safekeeping.inFile(text, because: error, in: context) : Messages.commandError(error)
        }
        return try options.finish(Messages.Confirmations.asked(id), ["prompt": id], client, in: context)
    }
}

struct SkipCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip", abstract: "Pass over a prompt. Skipping is always fine, and nobody is told.",
        discussion: HelpText.discussion(
            "Without a prompt: that of today; `twofold today` then has another for you.",
            examples: ["twofold skip", "twofold skip first-word", "twofold skip first-word --undo"]))

    @Argument(help: .prompt, completion: .prompts)
    var prompt: String?

    @Flag(name: .customLong("undo"), help: "Put it back among the prompts.")
    var undoes = false

    @OptionGroup var options: ChangeOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let id = try prompt.map(client.resolve) ?? ofToday(client, context.today)
        guard id != CheckIn.prompt.id else { throw Messages.CheckIns.checkInIsNotSkipped }
        try client.skip(id, undo: undoes)
        return try options.finish(
            undoes ? Messages.Confirmations.unskipped : Messages.Confirmations.skipped, ["prompt": id, "is_skipped": !undoes],
            client, in: context)
    }

    /// Undoing a skip brings back the couple's prompt of the day.
    private func ofToday(_ client: Client, _ day: Day) throws -> PromptID {
        let today = try client.today(on: day, about: nil)
        guard let prompt = undoes ? today.prompt : today.chosen else { throw Messages.Today.nothingToday }
        return prompt.id
    }
}
