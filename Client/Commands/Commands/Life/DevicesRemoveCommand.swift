import ArgumentParser
import ClientCore

struct DevicesRemoveCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "End the access of one of your machines or codes on paper.",
        discussion: HelpText.discussion(
            """
            It can neither sign in nor write once this has gone through, and what you write from then on is under new keys. What \
            it holds already stays on it.
            """,
            examples: ["twofold devices remove phone", "twofold devices remove 3f0a91c2"]))

    @Argument(help: ArgumentHelp("Its name, or the beginning of its line in the list.", valueName: "device"), completion: .devices)
    var device: String

    @Flag(name: .customLong("yes"), help: "Do not ask.")
    var isSure = false

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        if !isSure, context.console.isInteractive {
            context.mention(Wording.removing(device))
            guard context.confirm(Wording.removeNow) else { throw Wording.notRemoved }
        }
        try remove(client)
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        return delivery.tell(Wording.removed(device), ["removed": .string(device)], options: options, in: context)
    }

    /// One that is not known is looked for once more after a pull: it may have been linked a moment ago.
    private func remove(_ client: any HomeClient) throws {
        do {
            try client.removeDevice(device)
        } catch let error as ClientError {
            guard case .unknownDevice = error, !options.isOffline else { throw error }
            _ = try client.sync(budget: 3)
            try client.removeDevice(device)
        }
    }
}
