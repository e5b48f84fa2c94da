import ArgumentParser
import ClientCore
import Presentation

struct ReactCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "react", abstract: "Leave a sign under answers that are open, or take yours away.",
        discussion: HelpText.discussion(
            "One sign from each of you, under each round: a heart, a face, or any other character. Without one, some are suggested.",
            examples: ["twofold react first-word +", "twofold react first-word --remove"]))

    @Argument(
        help: ArgumentHelp("Its id, a part of it, or its number in the last list.", valueName: "prompt"), completion: .prompts)
    var prompt: String

    @Argument(help: ArgumentHelp("One character, in the place of the one before.", valueName: "sign"))
    var sign: String?

    @Flag(help: "Take your sign away.")
    var remove = false

    @Option(help: ArgumentHelp("Under another round than the last that is open.", valueName: "number"))
    var round: Int?

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func validate() throws {
        if (sign == nil) != remove { throw ValidationError(Wording.signMissing) }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let id = try client.resolve(prompt)
        let place = RoundReference(prompt: id, round: try client.react(id, round: round, sign: sign))
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        return delivery.tell(
            sign.map { Wording.reacted($0, place) } ?? Wording.signRemoved(place),
            ["prompt": .string(id), "round": JSON(place.round), "sign": JSON(sign)], options: options, in: context)
    }
}
