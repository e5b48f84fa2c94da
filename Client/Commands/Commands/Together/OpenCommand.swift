import ArgumentParser
import ClientCore

struct OpenCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Read together: what opened since you last looked, one by one.",
        discussion: """
            On a terminal first your own answer, then at a key your partner's. Then what your partner has said since of what you \
            had read before.
            """)

    @OptionGroup var options: ReadOptions

    var isJSON: Bool { options.isJSON }

    func validate() throws {
        if options.former != nil { throw ValidationError("Nothing opens in a couple that you left. See twofold show --former.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: true)
        let rounds = try client.opened()
        if isJSON {
            context.print(JSON.array(rounds.map(JSON.opened)))
            for round in rounds { note(round, in: client) }
            return .done
        }
        let status = try client.status()
        if rounds.isEmpty, status.remarked.isEmpty { context.say(Wording.nothingOpened) }
        let ceremony = Ceremony(context: context, partner: status.partner)
        for (index, round) in rounds.enumerated() {
            ceremony.show(round, index: index + 1, of: rounds.count)
            note(round, in: client)
        }
        try showRemarks(status.remarked, ceremony, client, isFirst: rounds.isEmpty, in: context)
        if context.console.isTerminal, !rounds.isEmpty {
            let hint = Wrapping.sentences(Wording.sayMore(rounds), width: context.page.measure)
            context.print([""] + hint.map { Style.quiet($0, on: context.page) })
        }
        return .done
    }

    private func showRemarks(
        _ rounds: [RoundReference], _ ceremony: Ceremony, _ client: any HomeClient, isFirst: Bool, in context: Context
    ) throws {
        for (index, place) in rounds.enumerated() {
            let view = try client.show(place.prompt)
            guard let round = view.rounds.last(where: { $0.number == place.round && !$0.isArchived }) else { continue }
            if !isFirst || index > 0 { context.print([""]) }
            ceremony.show(view, round)
            try? client.markHeard(place.prompt, round: place.round)
        }
    }

    /// Where the home takes nothing just now, what was shown opens again the next time: that is no reason to say that anything failed.
    private func note(_ round: OpenedRound, in client: any HomeClient) {
        try? client.markLookedAt(round.prompt, round: round.number)
        try? client.markHeard(round.prompt, round: round.number)
    }
}
