import ArgumentParser
import ClientCore
import Presentation

struct DecksListCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List them.",
        discussion: HelpText.discussion(examples: ["twofold decks list"]))

    @OptionGroup var options: ReadOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let decks = try options.client(in: context, refreshing: false).decks()
        isJSON ? context.print(JSON.array(decks.map(JSON.deck))) : context.print(DeckText.list(decks, on: context.page))
        return .done
    }
}
