import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct TodayCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "today", abstract: "Show today's question, the same for both of you.",
        discussion: HelpText.discussion(
            """
            Each device works it out by itself, offline too, from the date where you are. `twofold config` shows which decks it \
            comes from, how deep it goes, and on which days there is a new one.
            """,
            examples: ["twofold today", "twofold today --for busyness"]))

    @Option(name: .customLong("for"), help: ArgumentHelp("Another question, about what gets between you.", valueName: "barrier"))
    var barrier: Barrier?

    @Flag(name: .customLong("all-decks"), help: "With --for: not only from the decks that you're asked from.")
    var searchesAll = false

    @OptionGroup var options: ReadOptions

    func validate() throws {
        if options.former != nil { throw ValidationError("There's no question of the day in a couple that you left.") }
        if searchesAll, barrier == nil { throw ValidationError("--all-decks goes with --for.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: true)
        let search: DeckSearch = searchesAll ? .all : .chosen
        if isJSON {
            context.print(try client.today(on: context.today, about: barrier, in: search).fields)
        } else {
            let (today, status) = try client.todayAndStatus(on: context.today, about: barrier, in: search)
            context.print(TodayText.lines(today, about: barrier, in: search, status: status, on: context.page))
        }
        return .done
    }
}

struct PromptsCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompts", abstract: "List the questions, and where each one stands.",
        discussion: HelpText.discussion(examples: [
            "twofold prompts", "twofold prompts --deck founding", "twofold prompts --search music",
        ]))

    @Option(help: "Only those of one deck.", completion: .decks)
    var deck: String?

    @Option(help: ArgumentHelp("Only those with these words, in the question or the answers.", valueName: "words"))
    var search: String?

    @OptionGroup var options: ReadOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: true)
        let prompts = try client.prompts(deck: deck, search: search)
        if options.former == nil { try client.rememberListing(prompts.map(\.id)) }
        if isJSON {
            context.print(prompts)
        } else {
            context.show(PromptListText.lines(prompts, partner: try client.partnerName(), on: context.page))
        }
        return .done
    }
}

struct AskCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Add a question of your own, for both of you.",
        discussion: HelpText.discussion(
            """
            Without a question, it asks you for one, or reads standard input. A name is a word to answer it by. Until someone has \
            answered a question of yours, you can change it or take it back.
            """,
            examples: [
                "twofold ask", #"twofold ask "What made us laugh this week?""#,
                #"twofold ask --name dream "What did you dream of?""#,
                #"twofold ask --change dream "What do you dream of?""#, "twofold ask --take-back dream",
            ]))

    @Argument(help: ArgumentHelp("The question; if left out or -, you're asked for it.", valueName: "question"))
    var question: String?

    @Option(help: ArgumentHelp("A word to answer it by.", valueName: "word"))
    var name: String?

    @Option(
        name: .customLong("change"), help: ArgumentHelp("Change this question of yours instead.", valueName: "question"),
        completion: .prompts)
    var changed: String?

    @Option(
        name: .customLong("take-back"), help: ArgumentHelp("Take this question of yours back.", valueName: "question"),
        completion: .prompts)
    var takenBack: String?

    @OptionGroup var options: ChangeOptions

    func validate() throws {
        if takenBack != nil, question != nil || name != nil || changed != nil {
            throw ValidationError("--take-back takes a question back, and goes with nothing else.")
        }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        // Someone may have answered meanwhile.
        if takenBack != nil || changed != nil, !options.isOffline { _ = try? client.sync(budget: .seconds(3)) }
        if let takenBack {
            let id = try context.question(takenBack, client)
            let name = context.names[id]
            try client.takeBack(id)
            return try options.finish(
                Messages.Questions.takenBack(name), ["prompt": id, "is_taken_back": true], client, in: context)
        }
        if let changed { return try change(context.question(changed, client), client, in: context) }
        let text = try context.words(question, asking: Messages.question)
        if text.isBlank { throw Messages.Errors.noQuestion }
        let id: PromptID
        do {
            id = try client.ask(text, name: name)
        } catch {
            throw failure(error, of: text, in: context)
        }
        return try options.finish(
            Messages.Questions.asked(id, name: name), ["prompt": id, "name": name], client, in: context)
    }

    /// With a name alone, the question stays as it is.
    private func change(_ id: PromptID, _ client: Client, in context: Context) throws -> ExitStatus {
        let text = try question == nil && name != nil ? nil : context.words(question, asking: Messages.question)
        do {
            try client.change(id, question: text, name: name)
        } catch {
            throw failure(error, of: text, in: context)
        }
        return try options.finish(Messages.Questions.changed(context.names[id]), ["prompt": id, "name": name], client, in: context)
    }

    /// Words that were asked for are kept in a file; those of an argument are still in the shell.
    private func failure(_ error: ClientError, of text: String?, in context: Context) -> any Error {
        guard let text, question == nil || question == "-" else { return Messages.commandError(error) }
        return Safekeeping.inFile(text, because: error, in: context)
    }
}

struct SkipCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip", abstract: "Skip a question. Skipping is always fine, and no one is told.",
        discussion: HelpText.discussion(
            "Without a question: today's; `twofold today` then has another one for you.",
            examples: ["twofold skip", "twofold skip first-word", "twofold skip first-word --undo"]))

    @Argument(help: .prompt, completion: .prompts)
    var prompt: String?

    @Flag(name: .customLong("undo"), help: "Put it back among the questions.")
    var undoes = false

    @OptionGroup var options: ChangeOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let today = try client.today(on: context.today, about: nil)
        let id = try prompt.map(client.resolve) ?? ofToday(today)
        context.note(id)
        guard id != CheckIn.prompt.id else { throw Messages.CheckIns.checkInIsNotSkipped }
        try client.skip(id, undo: undoes)
        let question = try client.show(id).question
        let wasTodays = !undoes && today.chosen?.id == id
        // What comes instead may depend on what the partner has sealed.
        let attempt = try SyncAttempt(of: client, isOffline: options.isOffline)
        let instead = wasTodays ? try TodayText.shown(client.today(on: context.today, about: nil), about: nil) : nil
        let status = attempt.tell(
            undoes ? Messages.Questions.unskipped(question) : Messages.Questions.skipped(question),
            ["prompt": id, "is_skipped": !undoes, "instead": instead?.id], options: options, in: context)
        if !undoes, !isJSON { context.say(Messages.Questions.next(afterSkipping: context.names[id], instead: instead)) }
        return status
    }

    /// Undoing a skip brings back the couple's prompt of the day.
    private func ofToday(_ today: TodayView) throws -> PromptID {
        guard let prompt = undoes ? today.prompt : today.chosen else { throw Messages.Today.nothingToday }
        return prompt.id
    }
}
