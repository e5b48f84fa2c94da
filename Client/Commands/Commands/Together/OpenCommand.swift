import ArgumentParser
import ClientCore
import Machine
import Presentation

struct OpenCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Read together: what opened since you last looked, one by one.",
        discussion: HelpText.discussion(
            """
            On a terminal first your own answer, then at a key your partner's. Then what your partner has said since of what you \
            had read before.
            """,
            examples: ["twofold open"]))

    @OptionGroup var options: ReadOptions

    var isJSON: Bool { options.isJSON }

    func validate() throws {
        if options.former != nil { throw ValidationError("Nothing opens in a couple that you left. See twofold show --former.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: false)
        // "Nothing new" must come from the server, not from an old sync.
        if !options.isOffline { try context.refresh(client, olderThan: client.opened().isEmpty ? 0 : 60) }
        let rounds = try client.opened()
        if isJSON {
            context.print(JSON.array(rounds.map(JSON.opened)))
            for round in rounds { note(round, in: client) }
            return .done
        }
        let status = try client.status()
        if rounds.isEmpty, status.remarked.isEmpty { context.say(Wording.nothingOpened) }
        var ceremony = Ceremony(context: context, partner: status.partner)
        for (index, round) in rounds.enumerated() {
            let isLast = index + 1 == rounds.count
            let closing = isLast && status.remarked.isEmpty ? hint(rounds, in: context) : [""]
            ceremony.show(round, index: index + 1, of: rounds.count, closing: closing)
            note(round, in: client)
            if !isLast || !status.remarked.isEmpty { ceremony.goOn() }
        }
        for (index, place) in status.remarked.enumerated() {
            let isLast = index + 1 == status.remarked.count
            let view = try client.show(place.prompt)
            guard let round = view.rounds.last(where: { $0.number == place.round && !$0.isArchived }) else { continue }
            ceremony.show(view, round, closing: isLast ? [] : [""])
            try? client.markHeard(place.prompt, round: place.round)
            if !isLast { ceremony.goOn() }
        }
        return .done
    }

    /// On a terminal, mentions at the end how to reply.
    private func hint(_ rounds: [OpenedRound], in context: Context) -> [String] {
        guard context.console.isTerminal else { return [] }
        let lines = Wrapping.sentences(Wording.sayMore(rounds), width: context.page.measure)
        return [""] + lines.map { Style.quiet($0, on: context.page) }
    }

    /// If the home can't be written now, the round is shown again next time: no reason to report a failure.
    private func note(_ round: OpenedRound, in client: Client) {
        try? client.markLookedAt(round.prompt, round: round.number)
        try? client.markHeard(round.prompt, round: round.number)
    }
}
