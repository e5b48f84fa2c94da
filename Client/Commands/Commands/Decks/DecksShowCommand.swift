import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct DecksShowCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what a deck asks.",
        discussion: HelpText.discussion(examples: ["twofold decks show openers"]))

    @Argument(help: ArgumentHelp("Its id.", valueName: "deck"))
    var deck: String

    @OptionGroup var options: ReadOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: false)
        let decks = try client.decks()
        guard let found = decks.first(where: { $0.deck.id == deck.lowercased() }) else {
            throw Wording.unknownDeck(deck, among: decks.map(\.deck.id))
        }
        if isJSON {
            let prompts = try client.prompts(deck: found.deck.id, search: nil).filter(\.isOffered)
            context.print(JSON.deck(found).with(["prompts": .array(prompts.map(JSON.summary))]))
        } else {
            context.print(DeckText.whole(found, on: context.page))
        }
        return .done
    }
}
