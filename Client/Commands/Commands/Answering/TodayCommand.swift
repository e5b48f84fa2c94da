import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct TodayCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "today", abstract: "Show the prompt of the day, the same for both of you.",
        discussion: HelpText.discussion(
            """
            It is chosen without a word between you, offline too, by the day where you are. `twofold config` says which decks it is \
            taken from, how deep it goes, and on which days there is a new one.
            """,
            examples: ["twofold today", "twofold today --for busyness"]))

    @Option(name: .customLong("for"), help: ArgumentHelp("Another, about what stands between you.", valueName: "barrier"))
    var barrier: Barrier?

    @OptionGroup var options: ReadOptions

    var isJSON: Bool { options.isJSON }

    func validate() throws {
        if options.former != nil { throw ValidationError("There is no prompt of the day in a couple that you left.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: true)
        let today = try client.today(on: context.today, about: barrier)
        if isJSON {
            context.print(JSON.today(today))
        } else {
            context.print(TodayText.lines(today, about: barrier, status: try client.status(), on: context.page))
        }
        return .done
    }
}
