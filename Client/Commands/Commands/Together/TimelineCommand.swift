import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct TimelineCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline", abstract: "Look back, month by month, the latest last.",
        discussion: HelpText.discussion(
            "With --search also what you wrote and have not opened.",
            examples: ["twofold timeline", "twofold timeline --search lighthouse", "twofold timeline --month 2026-11"]))

    @Option(help: ArgumentHelp("Only where these words occur, in a question or in what either of you said.", valueName: "words"))
    var search: String?

    @Option(help: ArgumentHelp("Only this month, as 2026-11.", valueName: "month"))
    var month: String?

    @OptionGroup var options: ReadOptions

    var isJSON: Bool { options.isJSON }

    func validate() throws {
        if let month, Month(month) == nil { throw ValidationError("A month is written as 2026-11.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: true)
        let page = context.page
        let month = month.flatMap(Month.init)
        func isWanted(_ day: Day) -> Bool { month.map { $0 == Month(day) } ?? true }
        let entries = try client.timeline(search: search).filter { isWanted(page.day($0.at)) }
        if isJSON {
            context.print(JSON.array(entries.map(JSON.entry)))
            return .done
        }
        let search = Search(search ?? "")
        let pledges = try client.pledges().filter { $0.keptOn.map(isWanted) ?? false && search.isFound(in: $0.text) }
        let timeline = TimelineText(search: search, partner: try client.status().partner, page: page)
        let isBare = month != nil && search.isEmpty && entries.isEmpty && pledges.isEmpty
        context.show(isBare ? [Wording.emptyMonth] : timeline.lines(entries, pledges: pledges))
        return .done
    }
}
