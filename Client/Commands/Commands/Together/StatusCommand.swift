import ArgumentParser
import ClientCore
import Presentation

struct StatusCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say where the two of you stand.",
        discussion: HelpText.discussion(examples: ["twofold status", "twofold status --json"]))

    @OptionGroup var options: ReadOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        try Self.show(options, in: context)
    }

    static func show(_ options: ReadOptions, in context: Context) throws -> ExitStatus {
        let status = try options.client(in: context, refreshing: true).status()
        if options.isJSON {
            context.print(JSON.status(status))
        } else {
            context.show(StatusText.lines(status, on: context.page))
        }
        return .done
    }
}
