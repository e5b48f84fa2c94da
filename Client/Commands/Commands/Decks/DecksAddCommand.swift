import ArgumentParser
import Catalogue
import ClientCore

struct DecksAddCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a deck of your own, for both of you.",
        discussion: HelpText.discussion(
            """
            The file is TOML, as docs/decks.md describes it: an id and a title, then [[prompt]] with a question for each. A deck of \
            yours with the same id gives way to it. What was answered stays with the words that it was an answer to.
            """,
            examples: ["twofold decks add winter.toml"]))

    @Argument(help: ArgumentHelp("The file; - is standard input.", valueName: "file"))
    var file: String

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let deck = try client.addDeck(context.contents(of: file))
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        return delivery.tell(
            Wording.deckAdded(deck), ["deck": .string(deck.id), "prompts": JSON(deck.prompts.map(\.id.description))],
            options: options, in: context)
    }
}
