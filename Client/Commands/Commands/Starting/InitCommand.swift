import ArgumentParser
import ClientCore

struct InitCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Begin here, as the first of two.",
        discussion: HelpText.discussion(
            "The server's address may hold a registration token: `--server -` reads it from a prompt or standard input.",
            examples: ["twofold init", "twofold init --name Ada --server -"]))

    @Option(help: ArgumentHelp("The line that twofold-server printed; - reads it.", valueName: "url"))
    var server: String?

    @Option(help: "What your partner sees as your name.")
    var name: String?

    @Option(help: "What your other machines see as the name of this one.")
    var deviceName: String?

    @OptionGroup var options: OutputOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        if try context.isInitialised() { throw ClientError.alreadyInitialised }
        let setting = try address(context).map { try ServerSetting(parsing: $0) }
        let name = self.name ?? (asks(context) ? context.console.readLine(prompt: Wording.name) : nil)
        let client = try context.newClient()
        try client.initialise(
            name: name.flatMap { $0.isEmpty ? nil : $0 }, deviceName: deviceName ?? context.deviceName, server: setting)
        if isJSON {
            let status = try client.status()
            context.print(["initialised": true, "name": JSON(status.name), "server": JSON(status.server)])
        } else {
            context.say(Wording.initialised(hasServer: setting != nil))
        }
        return .done
    }

    private func address(_ context: Context) throws -> String? {
        if server == nil, !asks(context) { return nil }
        let text = try context.secret(server, asking: Wording.server).filter { !$0.isWhitespace }
        // Whoever pastes the line of a log brings along what stands before the address.
        return text.isEmpty ? nil : text.firstRange(of: /https?:\/\//).map { String(text[$0.lowerBound...]) } ?? text
    }

    private func asks(_ context: Context) -> Bool { context.console.isInteractive && !isJSON }
}
