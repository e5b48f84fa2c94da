import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct AgainCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "again", abstract: "Ask a question again, once its last round is revealed; or see its rounds side by side.",
        discussion: HelpText.discussion(
            examples: [
                "twofold again first-word", "twofold again first-word --compare", "twofold again first-word --compare --rounds 1,3",
            ]))

    @Argument(help: .prompt, completion: .prompts)
    var prompt: String

    @Flag(name: .customLong("compare"), help: "Start nothing; show the last two rounds side by side.")
    var compares = false

    @Option(help: ArgumentHelp("With --compare: these two rounds, such as 1,3.", valueName: "numbers"))
    var rounds: String?

    @OptionGroup var options: ChangeOptions

    func validate() throws {
        guard let rounds else { return }
        guard compares else { throw ValidationError("--rounds goes with --compare.") }
        let numbers = Self.numbers(rounds)
        guard numbers.count == 2, numbers[0] != numbers[1] else { throw ValidationError("Write two rounds as 1,3.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let id = try context.question(prompt, client)
        if compares { return try compare(id, client, in: context) }
        guard id != CheckIn.prompt.id else { throw Messages.CheckIns.checkInBeginsByItself }
        let round = try client.again(id)
        let attempt = try SyncAttempt(of: client, isOffline: options.isOffline)
        let status = attempt.tell(
            Messages.Confirmations.again(round, context.names), ["prompt": id, "round": round.number], options: options, in: context
        )
        if !isJSON, let view = try? client.show(id), let pair = try? pair(of: view) {
            context.print([""])
            try show(view, pair, client, in: context)
        }
        return status
    }

    private func compare(_ id: PromptID, _ client: Client, in context: Context) throws -> ExitStatus {
        if !options.isOffline { try context.refresh(client) }
        let view = try client.show(id)
        let pair = try pair(of: view)
        if isJSON {
            context.print(["prompt": id, "question": view.question, "rounds": [pair.earlier, pair.later]])
        } else {
            try show(view, pair, client, in: context)
        }
        return .done
    }

    private func show(
        _ view: PromptView, _ pair: (earlier: RoundView, later: RoundView), _ client: Client, in context: Context
    ) throws {
        let partner = try client.partnerName()
        context.show(
            context.laidOut { CompareText.lines(view, pair.earlier, pair.later, partner: partner, names: context.names, on: $0) })
    }

    /// The rounds that were asked for, or else the last two that have text in them.
    private func pair(of view: PromptView) throws -> (earlier: RoundView, later: RoundView) {
        let spoken = view.rounds.filter { $0.mine != nil || $0.theirs != nil }
        guard let rounds else {
            guard spoken.count > 1 else { throw Messages.Reflections.nothingToCompare }
            return (spoken[spoken.count - 2], spoken[spoken.count - 1])
        }
        let chosen = try Self.numbers(rounds).sorted().map { number in
            guard let round = spoken.last(where: { $0.number == number }) else { throw Messages.Reflections.noSuchRound(number) }
            return round
        }
        return (chosen[0], chosen[1])
    }

    private static func numbers(_ text: String) -> [Int] {
        text.split(separator: ",", omittingEmptySubsequences: false).compactMap { Int($0) }
    }
}
