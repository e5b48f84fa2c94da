import ArgumentParser
import ClientCore
import Presentation

struct InitCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Begin here, as the first of two.",
        discussion: HelpText.discussion(
            """
            The server's line may hold a registration token: `--server -` asks for it, or reads standard input. Its address is \
            tried at once, and saved whatever answers there.
            """,
            examples: ["twofold init", "twofold init --name Ada --server -"]))

    @Option(help: ArgumentHelp("The line that twofold-server printed; - asks for it.", valueName: "url"))
    var server: String?

    @Option(help: "The name your partner sees.")
    var name: String?

    @OptionGroup var device: DeviceOptions

    @OptionGroup var options: OutputOptions

    func run(in context: Context) throws -> ExitStatus {
        if try context.isInitialised() { throw ClientError.alreadyInitialised }
        var setting = try server != nil || asks(context) ? context.server(server, asking: Messages.server) : nil
        let name = self.name ?? askName(&setting, context)
        let client = try context.newClient()
        try client.initialise(
            name: name.flatMap { $0.isEmpty ? nil : $0 }, deviceName: device.name ?? context.deviceName, server: setting)
        let found = setting.map { _ in ServerFound(by: client) }
        if isJSON {
            let status = try client.status()
            let fields: Fields = ["initialised": true, "name": status.name, "server": status.server]
            context.print(fields + (found?.fields ?? [:]))
        } else {
            if let found { context.say(Messages.Starting.found(found, hasToken: setting?.registration != nil)) }
            context.say(Messages.Starting.initialised(hasServer: setting != nil))
        }
        return .done
    }

    /// If the user pastes several lines, the rest of them answers this question too: a line that is plainly a server setting isn't
    /// taken for a name.
    private func askName(_ setting: inout ServerSetting?, _ context: Context) -> String? {
        guard asks(context) else { return nil }
        while let line = context.console.readLine(prompt: Messages.name) {
            guard let rest = try? ServerSetting(parsing: line, known: setting?.address), rest.isTelling else { return line }
            setting = rest
        }
        return nil
    }

    private func asks(_ context: Context) -> Bool { context.console.isInteractive && !isJSON }
}

extension ServerFound {
    /// Waits for at most three seconds.
    init(by client: Client) {
        do { self = .server(try client.serverInfo(budget: .seconds(3))) } catch { self = .error(Messages.commandError(error)) }
    }
}
