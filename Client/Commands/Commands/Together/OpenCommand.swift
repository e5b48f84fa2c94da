import ArgumentParser
import ClientCore

struct OpenCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Read together: what opened since you last looked, one by one.",
        discussion: HelpText.discussion(
            "On a terminal first your own answer, then at a key your partner's.",
            examples: ["twofold open"]))

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
        if rounds.isEmpty { context.say(Wording.nothingOpened) }
        let ceremony = Ceremony(context: context, partner: rounds.isEmpty ? nil : try client.status().partner)
        for (index, round) in rounds.enumerated() {
            ceremony.show(round, index: index + 1, of: rounds.count)
            note(round, in: client)
        }
        return .done
    }

    /// Where the home takes nothing just now, what was shown opens again the next time: that is no reason to say that anything failed.
    private func note(_ round: OpenedRound, in client: any HomeClient) {
        try? client.markLookedAt(round.prompt, round: round.number)
    }
}
