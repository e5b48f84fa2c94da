import ArgumentParser
import ClientCore
import Presentation

struct PromptsCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompts", abstract: "List the prompts, and where each stands.",
        discussion: HelpText.discussion(examples: [
            "twofold prompts", "twofold prompts --deck founding", "twofold prompts --search music",
        ]))

    @Option(help: "Those of one deck.", completion: .decks)
    var deck: String?

    @Option(help: ArgumentHelp("Those with these words in question or answers.", valueName: "words"))
    var search: String?

    @OptionGroup var options: ReadOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: true)
        let prompts = try client.prompts(deck: deck, search: search)
        if options.former == nil { try client.rememberListing(prompts.map(\.id)) }
        if isJSON {
            context.print(JSON.array(prompts.map(JSON.summary)))
        } else {
            context.show(PromptListText.lines(prompts, partner: try client.status().partner, on: context.page))
        }
        return .done
    }
}
