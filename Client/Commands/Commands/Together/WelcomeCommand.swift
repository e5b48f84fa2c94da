import ArgumentParser
import Presentation

/// What `twofold` runs without a command.
struct WelcomeCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "welcome", abstract: "Say what matters now, and offer the next step at one key.",
        discussion: HelpText.discussion(examples: ["twofold"]), shouldDisplay: false)

    @OptionGroup var options: ReadOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        guard context.console.isTerminal, context.console.isInteractive, !isJSON, options.former == nil else {
            return try StatusCommand.show(options, in: context)
        }
        return try Welcome(context: context, isOffline: options.isOffline).run()
    }
}
