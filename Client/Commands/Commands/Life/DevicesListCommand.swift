import ArgumentParser

struct DevicesListCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List them.",
        discussion: HelpText.discussion(examples: ["twofold devices list", "twofold devices list --json"]))

    @OptionGroup var options: OutputOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let devices = try context.client().devices()
        if isJSON {
            context.print(JSON.array(devices.map(JSON.device)))
        } else {
            context.show(DevicesText.lines(devices, on: context.page))
        }
        return .done
    }
}
