import ArgumentParser

struct DevicesRemoveCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "End the access of one of your machines or codes on paper.")

    @Argument(help: ArgumentHelp("The beginning of its line in the list.", valueName: "device"))
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
        try client.removeDevice(device)
        let delivery = try Delivery(of: client, isOffline: options.isOffline)
        return delivery.tell(Wording.removed(device), ["removed": .string(device)], options: options, in: context)
    }
}
