import ArgumentParser
import ClientCore
import Presentation

struct AskCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Add a question of your own, for both of you.",
        discussion: HelpText.discussion(
            "Without a question it is read from a prompt or standard input.",
            examples: ["twofold ask", #"twofold ask "What made us laugh this week?""#]))

    @Argument(help: ArgumentHelp("The question; left out, or -: it is read.", valueName: "question"))
    var question: String?

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let text = try context.words(question, asking: Wording.question)
        let id: String
        do {
            id = try client.ask(text)
        } catch {
            throw question == nil || question == "-"
                ? Safekeeping.inFile(text, because: error, in: context) : Wording.failure(error)
        }
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        return delivery.tell(Wording.asked(id), ["prompt": .string(id)], options: options, in: context)
    }
}
