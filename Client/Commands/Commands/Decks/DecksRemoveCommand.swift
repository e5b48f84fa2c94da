import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct DecksRemoveCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Offer a deck of your own no more. What was written to it stays, and is named.",
        discussion: HelpText.discussion(examples: ["twofold decks remove winter"]))

    @Argument(help: ArgumentHelp("Its id.", valueName: "deck"))
    var deck: String

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let id = deck.lowercased()
        let before = try client.prompts(deck: id, search: nil)
        do {
            try client.removeDeck(id)
        } catch ClientError.unknownDeck {
            throw Wording.unknownDeck(deck, among: try client.decks().filter(\.isOwn).map(\.deck.id))
        }
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        let touched = TouchedPrompts(before, by: try client.prompts(deck: id, search: nil))
        let status = delivery.tell(
            Wording.deckRemoved(deck), ["removed": .string(deck), "kept": touched.json], options: options, in: context)
        if !isJSON, let sentence = touched.sentence(partner: try client.status().partner) { context.say(sentence) }
        return status
    }
}
