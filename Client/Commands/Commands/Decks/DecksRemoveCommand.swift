import ArgumentParser
import Catalogue
import ClientCore

struct DecksRemoveCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Offer a deck of your own no more. What was answered of it stays.",
        discussion: HelpText.discussion(examples: ["twofold decks remove winter"]))

    @Argument(help: ArgumentHelp("Its id.", valueName: "deck"))
    var deck: String

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        do {
            try client.removeDeck(deck.lowercased())
        } catch ClientError.unknownDeck {
            throw Wording.unknownDeck(deck, among: try client.decks().filter(\.isOwn).map(\.deck.id))
        }
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        return delivery.tell(Wording.deckRemoved(deck), ["removed": .string(deck)], options: options, in: context)
    }
}
