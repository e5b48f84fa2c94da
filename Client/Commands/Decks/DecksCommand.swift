import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct DecksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decks", abstract: "List decks of questions, look into one, add one of your own, or remove it.",
        discussion: HelpText.discussion(examples: ["twofold decks", "twofold decks show openers"]),
        subcommands: [DecksListCommand.self, DecksShowCommand.self, DecksAddCommand.self, DecksRemoveCommand.self],
        defaultSubcommand: DecksListCommand.self)
}

struct DecksListCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List them.",
        discussion: HelpText.discussion(examples: ["twofold decks list"]))

    @OptionGroup var options: ReadOptions

    func run(in context: Context) throws -> ExitStatus {
        let decks = try options.client(in: context, refreshing: false).decks()
        isJSON ? context.print(decks) : context.show(DeckText.list(decks, on: context.page))
        return .done
    }
}

struct DecksShowCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what a deck asks.",
        discussion: HelpText.discussion(examples: ["twofold decks show openers"]))

    @Argument(help: ArgumentHelp("Its id.", valueName: "deck"))
    var deck: String

    @OptionGroup var options: ReadOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: false)
        let decks = try client.decks()
        guard let found = decks.first(where: { $0.deck.id == deck.lowercased() }) else {
            throw Messages.Decks.unknownDeck(deck, among: decks.map(\.deck.id))
        }
        if isJSON {
            let prompts = try client.prompts(deck: found.deck.id, search: nil).filter(\.isOffered)
            context.print(found.fields + ["prompts": prompts])
        } else {
            context.show(DeckText.whole(found, on: context.page))
        }
        return .done
    }
}

struct DecksAddCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a deck of your own, for both of you.",
        discussion: HelpText.discussion(
            """
            The file is TOML: an id and a title, then [[prompt]] with a question for each. It replaces a deck of yours with the \
            same id. What was written stays with the question it was written for, and is still listed.

            \(form)
            """,
            examples: ["twofold decks add winter.toml"]))

    /// What may stand in the file.
    private static let form = """
        An id has lower-case letters and digits, with hyphens between them. Below the title, about = "..." may say in a sentence what \
        the deck is for. Beside its words, a question may have a short name, a depth of 1 (light), 2 or 3 (deep), gentle = true or \
        false, and barriers: any of vulnerability, wounds, shame, communication, engulfment, conflict, mismatch and busyness. A deck \
        has 500 questions at most. For instance:

          id = "winter"
          title = "Winter evenings"

          [[prompt]]
          name = "stove"
          question = "What warms you when I'm away?"
          barriers = ["busyness"]
          depth = 1
        """

    @Argument(help: ArgumentHelp("The file; - is standard input.", valueName: "file"))
    var file: String

    @OptionGroup var options: ChangeOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let before = try client.prompts(deck: nil, search: nil)
        let deck = try client.addDeck(context.contents(of: file))
        let attempt = try SyncAttempt(of: client, isOffline: options.isOffline)
        let touched = TouchedPrompts(before, by: try client.prompts(deck: deck.id, search: nil))
        let status = attempt.tell(
            Messages.Decks.deckAdded(deck),
            ["deck": deck.id, "prompts": deck.prompts.map(\.id), "kept": touched.ids],
            options: options, in: context)
        if !isJSON, let sentence = touched.sentence(partner: try client.partnerName()) { context.say(sentence) }
        return status
    }
}

struct DecksRemoveCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Stop offering a deck of your own. What was written for it stays, and is listed.",
        discussion: HelpText.discussion(examples: ["twofold decks remove winter"]))

    @Argument(help: ArgumentHelp("Its id.", valueName: "deck"))
    var deck: String

    @OptionGroup var options: ChangeOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let id = deck.lowercased()
        let before = try client.prompts(deck: id, search: nil)
        do throws(ClientError) {
            try client.removeDeck(id)
        } catch {
            guard case .unknownDeck = error else { throw error }
            throw Messages.Decks.unknownDeck(deck, among: try client.decks().filter(\.isOwn).map(\.deck.id))
        }
        let attempt = try SyncAttempt(of: client, isOffline: options.isOffline)
        let touched = TouchedPrompts(before, by: try client.prompts(deck: id, search: nil))
        let status = attempt.tell(
            Messages.Decks.deckRemoved(deck), ["removed": deck, "kept": touched.ids], options: options, in: context)
        if !isJSON, let sentence = touched.sentence(partner: try client.partnerName()) { context.say(sentence) }
        return status
    }
}

/// The prompts that a change removed from a deck and that have drafts or answers, which are kept.
struct TouchedPrompts {
    private let prompts: [PromptSummary]

    /// - Parameters:
    ///   - before: the prompts as listed before the change.
    ///   - after: the prompts as listed after it.
    init(_ before: [PromptSummary], by after: [PromptSummary]) {
        let offered = Set(before.filter(\.isOffered).map(\.id))
        prompts = after.filter { !$0.isOffered && offered.contains($0.id) }
    }

    var ids: [PromptID] { prompts.map(\.id) }

    /// Says what is kept and where to find it; `nil` if there is nothing.
    func sentence(partner: String?) -> String? {
        func ids(_ isMeant: (PromptSummary) -> Bool) -> [PromptID] { prompts.filter(isMeant).map(\.id) }
        let sentences = [
            Messages.Decks.draftsStay(ids(\.hasDraft)),
            Messages.Decks.sealsStay(ids { $0.state == .sealedByMe || $0.state == .sealedByBoth }),
            Messages.Decks.partnerStillWaits(ids { $0.state == .sealedByPartner }, partner),
            Messages.Decks.openedStays(ids { $0.state == .revealed || $0.state == .tampered }),
        ].compactMap { $0 }
        return sentences.isEmpty ? nil : (sentences + [Messages.Decks.stillListed]).joined(separator: " ")
    }
}
