import ArgumentParser
import ClientCore
import Presentation
import Vault

struct JoinCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "Join your partner, with the code of their invitation.",
        discussion: HelpText.discussion(
            "Without a code it is read from a prompt or standard input, where nobody else sees it.",
            examples: ["twofold join", "twofold join --name Ben"]))

    @Argument(help: ArgumentHelp("The code; left out, or -: it is read.", valueName: "code"))
    var code: String?

    @Option(help: "What your partner sees as your name.")
    var name: String?

    @Option(help: "What your other machines see as the name of this one.")
    var deviceName: String?

    @OptionGroup var options: OutputOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let code = try PaperCode(reading: self.code, of: .invitation, asking: Wording.code, in: context)
        let asksName = try name == nil && context.console.isInteractive && !isJSON && !context.isInitialised()
        let name = self.name ?? (asksName ? context.console.readLine(prompt: Wording.name) : nil)
        let client = try context.newClient()
        try client.join(code, name: name.flatMap { $0.isEmpty ? nil : $0 }, deviceName: deviceName ?? context.deviceName)
        if isJSON {
            let status = try client.status()
            context.print(["paired": true, "partner": JSON(status.partner), "fingerprint": JSON(status.fingerprint)])
        } else {
            try Greeting.paired(client, in: context)
        }
        return .done
    }
}
