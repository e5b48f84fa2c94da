import ArgumentParser
import Presentation

struct SupportCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "support", abstract: "Say where to turn when something hurts, or when you are afraid.",
        discussion: HelpText.discussion(Messages.Gentle.support.joined(separator: "\n\n"), examples: ["twofold support"]))

    @OptionGroup var options: OutputOptions

    func run(in context: Context) throws -> ExitStatus {
        if isJSON {
            context.print(["support": Messages.Gentle.support])
        } else {
            let width = context.page.measure
            context.show(Array(Messages.Gentle.support.map { Wrapping.sentences($0, width: width) }.joined(separator: [""])))
        }
        return .done
    }
}
