import ArgumentParser
import ClientCore
import Presentation
import Vault

struct RecoverCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "Bring everything back on a new machine, with the recovery kit.",
        discussion: HelpText.discussion(
            "Without a code it is read from a prompt or standard input, where nobody else sees it.",
            examples: ["twofold recover", "twofold recover --device-name desk"]))

    @Argument(help: ArgumentHelp("The kit's code; left out, or -: it is read.", valueName: "code"))
    var code: String?

    @Option(help: "What your other machines see as the name of this one.")
    var deviceName: String?

    @OptionGroup var options: OutputOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let code = try PaperCode(reading: self.code, of: .kit, asking: Wording.kit, in: context)
        if try context.isInitialised() { throw ClientError.alreadyInitialised }
        let client = try context.newClient()
        try client.recover(code, deviceName: deviceName ?? context.deviceName)
        let status = try client.status()
        if isJSON {
            context.print(["recovered": true, "paired": .bool(status.phase == .paired), "partner": JSON(status.partner)])
        } else {
            context.say(Wording.recovered)
            if status.reveal == .handshake { context.say(Wording.recoveredHandshake) }
        }
        return .done
    }
}
