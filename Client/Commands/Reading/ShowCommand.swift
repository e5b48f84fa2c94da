import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct ShowCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a question with all its rounds.",
        discussion: HelpText.discussion(examples: ["twofold show first-word", "twofold show 3 --offline"]))

    @Argument(help: .prompt, completion: .prompts)
    var prompt: String

    @OptionGroup var options: ReadOptions

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: true)
        let view = try client.show(context.question(prompt, client))
        if isJSON {
            context.print(view.fields)
        } else {
            let (partner, names) = (try client.partnerName(), try client.names())
            context.show(context.laidOut { PromptText.lines(view, partner: partner, names: names, on: $0) })
        }
        // If the home can't be written now, reflections stay marked as new: no reason to report a failure.
        if options.former == nil {
            for round in view.rounds where round.isOpen {
                try? client.markHeard(RoundReference(prompt: view.prompt, number: round.number))
            }
        }
        return .done
    }
}

struct HistoryCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show all versions of your own answer to a question, or bring one back.",
        discussion: HelpText.discussion(examples: ["twofold history first-word", "twofold history first-word --restore 2"]))

    @Argument(help: .prompt, completion: .prompts)
    var prompt: String

    @Option(help: ArgumentHelp("Bring back the version with this number.", valueName: "number"))
    var restore: Int?

    @Option(name: .customLong("former"), help: ArgumentHelp("Read a couple that you left.", valueName: "name"))
    var former: String?

    @OptionGroup var options: ChangeOptions

    func validate() throws {
        if restore != nil, former != nil { throw ValidationError("A couple that you left can be read, not changed.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try former.map { try context.former($0) } ?? context.client()
        let id = try context.question(prompt, client)
        if let restore {
            try client.restore(id, version: restore)
            return try options.finish(
                Messages.Confirmations.restored(restore), ["prompt": id, "restored": restore], client, in: context)
        }
        if former == nil, !options.isOffline { try context.refresh(client) }
        let versions = try client.history(id)
        if isJSON {
            context.print(["prompt": id, "versions": versions])
        } else {
            // Versions can be read even where their question can't.
            let rounds = (try? client.show(id))?.rounds ?? []
            let revealed = rounds.filter { $0.isOpen && !$0.isArchived }.map(\.number)
            let name = try client.names()[id]
            let frozen = rounds.filter { [.sealedByBoth, .revealed, .tampered].contains($0.state) && !$0.isArchived }.map(\.number)
            let isOver = try former != nil || ![.waiting, .paired].contains(client.status().phase)
            context.show(
                HistoryText.lines(
                    versions, prompt: name, revealed: Set(revealed), frozen: Set(frozen), isOver: isOver, on: context.page))
        }
        return .done
    }
}

struct TimelineCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline", abstract: "Look back, month by month, the latest last.",
        discussion: HelpText.discussion(
            "With --search, also what you wrote that hasn't been revealed. On a terminal, what you haven't opened yet is left for "
                + "`twofold open`.",
            examples: ["twofold timeline", "twofold timeline --search lighthouse", "twofold timeline --month 2026-11"]))

    @Option(help: ArgumentHelp("Only where these words appear, in a question or in what either of you said.", valueName: "words"))
    var search: String?

    @Option(help: ArgumentHelp("Only this month, such as 2026-11.", valueName: "month"))
    var month: String?

    @OptionGroup var options: ReadOptions

    func validate() throws {
        if let month, Month(month) == nil { throw ValidationError("Write a month as 2026-11.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: true)
        let page = context.page
        let month = month.flatMap(Month.init)
        func isWanted(_ day: Day) -> Bool { month.map { $0 == Month(day) } ?? true }
        let all = try client.timeline(search: search).filter { isWanted(page.day($0.at)) }
        let unopened = try unopened(client, in: context)
        let entries = all.filter { $0.round.isArchived || !unopened.contains($0.reference) }
        if isJSON {
            context.print(entries)
            return .done
        }
        let search = Search(search ?? "")
        let pledges = try client.pledges().filter { $0.keptOn.map(isWanted) ?? false && search.isFound(in: $0.text) }
        let timeline = TimelineText(search: search, partner: try client.partnerName(), names: try client.names(), page: page)
        let isBare = month != nil && search.isEmpty && entries.isEmpty && pledges.isEmpty
        let waiting = all.count - entries.count
        let below = waiting > 0 ? Wrapping.sentences(Messages.Reflections.waitToBeOpened(waiting), width: page.measure) : []
        if entries.isEmpty, pledges.isEmpty, !below.isEmpty {
            context.show(below)
        } else {
            let lines = isBare ? [Messages.Reflections.emptyMonth] : timeline.lines(entries, pledges: pledges)
            context.show(lines + (below.isEmpty ? [] : [""] + below))
        }
        return .done
    }

    /// Whoever sits at a terminal first opens what is revealed; nothing gives it away before.
    private func unopened(_ client: Client, in context: Context) throws -> Set<RoundReference> {
        guard context.console.isTerminal, context.console.isInteractive, !isJSON, options.former == nil else { return [] }
        return Set(try client.status().opened)
    }
}
