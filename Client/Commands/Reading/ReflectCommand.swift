import ArgumentParser
import ClientCore
import Presentation

struct ReflectCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "reflect", abstract: "Say more under answers that are open.",
        discussion: HelpText.discussion(
            """
            Without a prompt: under the round that opened last. Words come from your editor, and are shown and asked about before they \
            are said; or from --file or --text; or from your own history, where an edit that came too late for its answer goes on.
            """,
            examples: ["twofold reflect", "twofold reflect first-word", "twofold reflect first-word --version 2"]))

    @Argument(help: .prompt, completion: .prompts)
    var prompt: String?

    @Option(help: "The words. Others on this machine may see arguments: --file - is safer.")
    var text: String?

    @Option(help: "A file with the words; - is standard input.")
    var file: String?

    @Option(help: ArgumentHelp("A version of your own words, as twofold history numbers them.", valueName: "number"))
    var version: Int?

    @Option(help: ArgumentHelp("Under another round than the last that is open.", valueName: "number"))
    var round: Int?

    @OptionGroup var options: ChangeOptions

    func validate() throws {
        if [text, file, version.map(String.init)].compactMap({ $0 }).count > 1 {
            throw ValidationError("Give one of --text, --file and --version.")
        }
        if version != nil, prompt == nil { throw ValidationError("Name the prompt whose version it is.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let words = try context.words(text: text, file: file)
        do {
            let client = try context.client()
            let place = try place(client)
            let words = try words ?? version.map { try said($0, of: place.prompt, client) }
            guard let words else { return try write(under: place, client, in: context) }
            return try finish(try client.reflect(place.prompt, round: place.round, text: words), of: place.prompt, in: context)
        } catch {
            // Text that doesn't come from a file exists nowhere else.
            guard let words, file == nil || file == "-" else { throw error }
            throw Safekeeping.inFile(words, because: error, in: context)
        }
    }

    /// Where the reflection goes; a `nil` round means the latest revealed one.
    private func place(_ client: Client) throws -> (prompt: String, round: Int?) {
        if let prompt {
            let id = try client.resolve(prompt)
            return (id, try round ?? version.flatMap { number in try client.history(id).first { $0.number == number }?.round })
        }
        let last = try client.lastOpened()
        return (last.prompt, round ?? last.round)
    }

    private func said(_ version: Int, of prompt: String, _ client: Client) throws -> String {
        guard let found = try client.history(prompt).first(where: { $0.number == version }) else { throw ClientError.noSuchVersion }
        return found.words.text
    }

    /// Keeps the text in the editor's file until it is sent, because sending can't be undone.
    private func write(under place: (prompt: String, round: Int?), _ client: Client, in context: Context) throws
        -> ExitStatus
    {
        let view = try client.show(place.prompt)
        guard
            let open = view.rounds.last(where: { $0.isOpen && !$0.isArchived && ($0.number == place.round || place.round == nil) })
        else { throw ClientError.notRevealedYet }
        guard context.console.isInteractive else { throw Messages.noTextGiven }
        let task = EditorTask.reflection(RoundReference(prompt: view.prompt, round: open.number))
        let partner = try client.status().partner
        let heading = Messages.reflectionHeading(view, open, partner: partner)
        var choice = Choice.edit
        while choice == .edit {
            let words = try context.editor.edit(task.session, heading: heading, text: "") { words in
                context.preview(words, for: partner)
                choice = Self.choice(in: context)
                guard choice == .say else { return false }
                do {
                    try client.reflect(view.prompt, round: open.number, text: words)
                    return true
                } catch {
                    throw Safekeeping.told(error, Messages.keptInFile(context.editor.path(task.session)))
                }
            }
            guard !words.isEmpty else { throw ClientError.emptyText }
        }
        guard choice == .say else {
            context.mention(Messages.keptUnsaid(task))
            return .done
        }
        return try finish(open.number, of: view.prompt, in: context)
    }

    private enum Choice { case say, keep, edit }

    private static func choice(in context: Context) -> Choice {
        while let answer = context.console.readLine(prompt: Messages.sayKeepOrEdit) {
            switch answer.lowercased().filter({ !$0.isWhitespace }) {
            case "s", "say": return .say
            case "e", "edit": return .edit
            case "", "k", "keep": return .keep
            default: continue
            }
        }
        return .keep
    }

    private func finish(_ round: Int, of prompt: String, in context: Context) throws -> ExitStatus {
        try options.finish(
            Messages.reflected(RoundReference(prompt: prompt, round: round)), ["prompt": prompt, "round": round],
            context.client(), in: context)
    }
}

struct ReactCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "react", abstract: "Leave a sign under answers that are open, or take yours away.",
        discussion: HelpText.discussion(
            "One sign from each of you, under each round: a heart, a face, or any other character. Without one, some are suggested.",
            examples: ["twofold react first-word +", "twofold react first-word --remove"]))

    @Argument(help: .prompt, completion: .prompts)
    var prompt: String

    @Argument(help: ArgumentHelp("One character, in the place of the one before.", valueName: "sign"))
    var sign: String?

    @Flag(help: "Take your sign away.")
    var remove = false

    @Option(help: ArgumentHelp("Under another round than the last that is open.", valueName: "number"))
    var round: Int?

    @OptionGroup var options: ChangeOptions

    func validate() throws {
        if (sign == nil) != remove { throw ValidationError(Messages.signMissing) }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let id = try client.resolve(prompt)
        let place = RoundReference(prompt: id, round: try client.react(id, round: round, sign: sign))
        return try options.finish(
            sign.map { Messages.reacted($0, place) } ?? Messages.signRemoved(place),
            ["prompt": id, "round": place.round, "sign": sign], client, in: context)
    }
}
