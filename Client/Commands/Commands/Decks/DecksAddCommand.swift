import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct DecksAddCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a deck of your own, for both of you.",
        discussion: HelpText.discussion(
            """
            The file is TOML, as docs/decks.md describes it: an id and a title, then [[prompt]] with a question for each. A deck of \
            yours with the same id gives way to it. What was written stays with the question that it was written to, and is listed on.
            """,
            examples: ["twofold decks add winter.toml"]))

    @Argument(help: ArgumentHelp("The file; - is standard input.", valueName: "file"))
    var file: String

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let before = try client.prompts(deck: nil, search: nil)
        let deck = try client.addDeck(context.contents(of: file))
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        let touched = TouchedPrompts(before, by: try client.prompts(deck: deck.id, search: nil))
        let status = delivery.tell(
            Wording.deckAdded(deck),
            ["deck": .string(deck.id), "prompts": JSON(deck.prompts.map(\.id.description)), "kept": touched.json],
            options: options, in: context)
        if !isJSON, let sentence = touched.sentence(partner: try client.status().partner) { context.say(sentence) }
        return status
    }
}
