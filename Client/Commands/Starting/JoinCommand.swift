import ArgumentParser
import ClientCore
import Presentation
import Vault

struct JoinCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "Join your partner, with the code you were given.",
        discussion: HelpText.discussion(
            "Without a code, it asks for it, or reads standard input, so that no one else sees it.",
            examples: ["twofold join", "twofold join --name Ben"]))

    @Argument(help: ArgumentHelp("The code; if left out or -, you're asked for it.", valueName: "code"))
    var code: String?

    @Option(help: "The name your partner sees.")
    var name: String?

    @OptionGroup var device: DeviceOptions

    @OptionGroup var options: OutputOptions

    func run(in context: Context) throws -> ExitStatus {
        let code = try PaperCode(reading: self.code, of: .invitation, asking: Messages.code, in: context)
        let asksName = try name == nil && context.console.isInteractive && !isJSON && !context.isInitialised()
        let name = self.name ?? (asksName ? context.console.readLine(prompt: Messages.name) : nil)
        let client = try context.newClient()
        try client.join(code, name: name.flatMap { $0.isEmpty ? nil : $0 }, deviceName: device.name ?? context.deviceName)
        if isJSON {
            let status = try client.status()
            context.print(["paired": true, "partner": status.partner, "fingerprint": status.fingerprint])
        } else {
            try Greeting.paired(client, in: context)
        }
        return .done
    }
}

/// The messages when two partners have become a couple.
enum Greeting {
    /// For the partner who sent the invitation.
    static func joined(_ client: Client, in context: Context) throws {
        let status = try named(client)
        context.say("", Messages.Starting.joined(status.partner))
        try tell(status, client, in: context)
    }

    /// For the partner who joined.
    static func paired(_ client: Client, in context: Context) throws {
        let status = try named(client)
        context.say(Messages.Starting.paired(status.partner))
        try tell(status, client, in: context)
    }

    /// The partner's name may arrive only with the next sync.
    private static func named(_ client: Client) throws -> StatusView {
        let status = try client.status()
        guard status.partner == nil else { return status }
        _ = try client.sync(budget: .seconds(3))
        return try client.status()
    }

    private static func tell(_ status: StatusView, _ client: Client, in context: Context) throws {
        context.hasGreeted = true
        if let fingerprint = status.fingerprint { context.say(Messages.Starting.compare(fingerprint, status.partner)) }
        try offerFinished(status, client, in: context)
        context.say(Messages.Starting.afterPairing)
    }

    /// Answers finished before there was a partner are sealed only if their author confirms it.
    private static func offerFinished(_ status: StatusView, _ client: Client, in context: Context) throws {
        guard !status.finishedDrafts.isEmpty else { return }
        guard context.console.isInteractive else {
            return context.say(Messages.Answers.finishedHint(status.finishedDrafts, status.partner, status.names))
        }
        var hasSealed = false
        for prompt in status.finishedDrafts
        where context.confirm(Messages.Answers.sealFinished(status.names[prompt], status.partner)) {
            _ = try client.seal(prompt, text: nil)
            hasSealed = true
        }
        guard hasSealed else { return }
        context.say(Messages.Confirmations.delivered(Messages.Confirmations.sealed, try SyncAttempt(of: client, isOffline: false)))
    }
}
