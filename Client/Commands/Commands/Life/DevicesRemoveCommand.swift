import ArgumentParser
import ClientCore

struct DevicesRemoveCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "End the access of one of your machines or codes on paper.",
        discussion: HelpText.discussion(
            """
            It can neither sign in nor write once this has gone through, and what you write from then on is under new keys. What \
            it holds already stays on it. If several have the name, you're asked which; a script has to give an id. The machine you \
            are using is removed from another one.
            """,
            examples: ["twofold devices remove phone", "twofold devices remove 3f0a91c2"]))

    @Argument(help: ArgumentHelp("Its name, or the beginning of its line in the list.", valueName: "device"), completion: .devices)
    var device: String

    @Flag(name: .customLong("yes"), help: "Do not ask whether you are sure.")
    var isSure = false

    @OptionGroup var options: ChangeOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let found = try named(client, in: context)
        guard !found.isThis else { throw ClientError.thisDevice }
        if !isSure, context.console.isInteractive {
            context.mention(Wording.removing(found))
            guard context.confirm(Wording.removeNow) else { throw Wording.notRemoved }
        }
        try client.removeDevice(found.short)
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        return delivery.tell(
            Wording.removed(device), ["removed": .string(device), "id": .string(found.short)], options: options, in: context)
    }

    private func named(_ client: any HomeClient, in context: Context) throws -> DeviceView {
        let found = try devices(client)
        guard let first = found.first else { throw ClientError.unknownDevice(device) }
        guard found.count > 1 else { return first }
        let choices = DevicesText.choices(found, lastSigned: try client.lastSigned(), on: context.page)
        guard context.console.isInteractive, !isJSON else { throw Wording.ambiguousDevice(device, choices) }
        guard let place = context.choose(Wording.whichDevice(device, of: found.count), among: choices) else {
            throw Wording.notRemoved
        }
        return found[place]
    }

    /// Looked for after a pull: the one that is meant, or another of its name, may have been linked a moment ago.
    private func devices(_ client: any HomeClient) throws -> [DeviceView] {
        if !options.isOffline { _ = try client.sync(budget: 3) }
        return try client.devices(called: device)
    }
}
