import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct ReflectCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "reflect", abstract: "Say more under revealed answers.",
        discussion: HelpText.discussion(
            """
            Without a question: under the round revealed last. You write in your editor, see your words, and are asked before they \
            are said. Words can also come from --file or --text; or from your own history, to say an edit that came too late for \
            its answer.
            """,
            examples: ["twofold reflect", "twofold reflect first-word", "twofold reflect first-word --version 2"]))

    @Argument(help: .prompt, completion: .prompts)
    var prompt: String?

    @Option(help: "Your words. Others who use this device may see arguments: --file - is safer.")
    var text: String?

    @Option(help: "A file with your words; - is standard input.")
    var file: String?

    @Option(help: ArgumentHelp("A version of your own words, as twofold history numbers them.", valueName: "number"))
    var version: Int?

    @Option(help: ArgumentHelp("Under this round instead of the one revealed last.", valueName: "number"))
    var round: Int?

    @OptionGroup var options: ChangeOptions

    func validate() throws {
        if [text, file, version.map(String.init)].compactMap({ $0 }).count > 1 {
            throw ValidationError("Give one of --text, --file and --version.")
        }
        if version != nil, prompt == nil { throw ValidationError("Name the question whose version it is.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let words = try context.words(text: text, file: file)
        do {
            let client = try context.client()
            let place = try place(client, in: context)
            let words = try words ?? version.map { try said($0, of: place.prompt, client) }
            guard let words else { return try write(under: place, client, in: context) }
            if words.isBlank { throw Messages.Errors.noReflection }
            return try finish(try client.reflect(place.prompt, round: place.number, text: words), in: context)
        } catch {
            // Text that doesn't come from a file exists nowhere else.
            guard let words, file == nil || file == "-" else { throw error }
            throw Safekeeping.inFile(words, because: error, in: context)
        }
    }

    /// Where the reflection goes; without a number, the latest revealed round.
    private func place(_ client: Client, in context: Context) throws -> (prompt: PromptID, number: Int?) {
        if let prompt {
            let id = try context.question(prompt, client)
            return (id, try round ?? version.flatMap { number in try client.history(id).first { $0.number == number }?.round })
        }
        let last = try client.lastOpened()
        return (last.prompt, round ?? last.number)
    }

    private func said(_ version: Int, of prompt: PromptID, _ client: Client) throws -> String {
        guard let found = try client.history(prompt).first(where: { $0.number == version }) else { throw ClientError.noSuchVersion }
        return found.words.text
    }

    /// Keeps the text in the editor's file until it is sent, because sending can't be undone.
    private func write(under place: (prompt: PromptID, number: Int?), _ client: Client, in context: Context) throws
        -> ExitStatus
    {
        let view = try client.show(place.prompt)
        guard
            let open = view.rounds.last(where: { $0.isOpen && !$0.isArchived && ($0.number == place.number || place.number == nil) }
            )
        else { throw ClientError.notRevealedYet }
        guard context.console.isInteractive else { throw Messages.Answers.noTextGiven }
        let round = RoundReference(prompt: view.prompt, number: open.number)
        let task = EditorTask.reflection(round)
        let partner = try client.partnerName()
        let heading = Messages.Reflections.reflectionHeading(
            view, open, called: context.names[view.prompt], partner: partner, on: context.page)
        var choice = Choice.edit
        while choice == .edit {
            let words = try context.editor.edit(task.session, heading: heading, text: "") { words in
                context.preview(words, for: partner)
                choice = Self.choice(in: context)
                guard choice == .say else { return false }
                do {
                    try client.reflect(round.prompt, round: round.number, text: words)
                    return true
                } catch {
                    throw Messages.commandError(error).keeping(.file(context.editor.path(task.session)))
                }
            }
            guard !words.isEmpty else { throw Messages.Errors.noReflection }
        }
        guard choice == .say else {
            context.mention(Messages.Reflections.keptUnsaid(task))
            return .done
        }
        return try finish(round, in: context)
    }

    private enum Choice { case say, keep, edit }

    private static func choice(in context: Context) -> Choice {
        context.press(Messages.Reflections.sayDraftOrEdit, ["s": .say, "d": .keep, "k": .keep, "e": .edit], otherwise: .keep)
    }

    private func finish(_ round: RoundReference, in context: Context) throws -> ExitStatus {
        try options.finish(
            Messages.Reflections.reflected(round, context.names), ["prompt": round.prompt, "round": round.number], context.client(),
            in: context)
    }
}

struct ReactCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "react", abstract: "Leave a reaction under revealed answers, or remove yours.",
        discussion: HelpText.discussion(
            "One reaction from each of you, under each round: a heart, a face, or any other character. Without one, "
                + "you get some suggestions.",
            examples: ["twofold react first-word +", "twofold react first-word --remove"]))

    @Argument(help: .prompt, completion: .prompts)
    var prompt: String

    @Argument(help: ArgumentHelp("One character, replacing the one before.", valueName: "reaction"))
    var symbol: String?

    @Flag(help: "Remove your reaction.")
    var remove = false

    @Option(help: ArgumentHelp("Under this round instead of the one revealed last.", valueName: "number"))
    var round: Int?

    @OptionGroup var options: ChangeOptions

    func validate() throws {
        if (symbol == nil) != remove { throw ValidationError(Messages.Reflections.reactionMissing) }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let id = try context.question(prompt, client)
        let place = try client.react(id, round: round, symbol: symbol)
        return try options.finish(
            symbol.map { Messages.Reflections.reacted($0, place, context.names) }
                ?? Messages.Reflections.reactionRemoved(place, context.names),
            ["prompt": id, "round": place.number, "sign": symbol], client, in: context)
    }
}
