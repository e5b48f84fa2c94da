import ArgumentParser
import ClientCore
import Presentation

struct DevicesListCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List them.",
        discussion: HelpText.discussion(examples: ["twofold devices list", "twofold devices list --json"]))

    @OptionGroup var options: OutputOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        let client = try context.client()
        let (devices, lastSigned) = (try client.devices(), try client.lastSigned())
        if isJSON {
            context.print(JSON.array(devices.map { JSON.device($0, lastSigned: lastSigned[$0.id]) }))
        } else {
            context.show(DevicesText.lines(devices, lastSigned: lastSigned, on: context.page))
        }
        return .done
    }
}
