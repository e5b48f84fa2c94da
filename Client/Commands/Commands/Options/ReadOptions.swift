import ArgumentParser
import ClientCore
import Presentation

/// Options of commands that only read.
struct ReadOptions: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Print JSON, for scripts.")
    var isJSON = false

    @Flag(name: .customLong("offline"), help: "Do not ask the server for what is new.")
    var isOffline = false

    @Option(name: .customLong("former"), help: ArgumentHelp("Read a couple that you left.", valueName: "name"))
    var former: String?

    /// - Parameter refreshing: whether to pull first, for at most a second, if the last sync is more than a minute old.
    func client(in context: Context, refreshing: Bool) throws -> Client {
        if let former { return try context.former(former) }
        let client = try context.client()
        if refreshing, !isOffline { try context.refresh(client) }
        return client
    }
}
