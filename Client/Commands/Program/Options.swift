package import ArgumentParser
import Catalogue
import ClientCore
import Presentation

/// The options that a command shares with others.
package protocol CommandOptions: ParsableArguments {
    /// Whether a script reads the output.
    var isJSON: Bool { get }
}

/// Options of commands that have neither `ChangeOptions` nor `ReadOptions`.
struct OutputOptions: CommandOptions {
    @Flag(name: .customLong("json"), help: "Print JSON, for scripts.")
    var isJSON = false
}

/// Options of commands that change something: they save the change, then sync.
struct ChangeOptions: CommandOptions {
    @OptionGroup var output: OutputOptions

    var isJSON: Bool { output.isJSON }

    @Flag(name: .customLong("offline"), help: "Save it here and leave the sync for later.")
    var isOffline = false

    @Flag(name: .customLong("require-sync"), help: "End with status 75 if it's saved but hasn't gone through.")
    var requiresSync = false

    func validate() throws {
        if isOffline, requiresSync { throw ValidationError("Give --offline or --require-sync, not both.") }
    }
}

/// Options of commands that only read.
struct ReadOptions: CommandOptions {
    @OptionGroup var output: OutputOptions

    var isJSON: Bool { output.isJSON }

    @Flag(name: .customLong("offline"), help: "Don't ask the server for what is new.")
    var isOffline = false

    @Option(name: .customLong("former"), help: ArgumentHelp("Read a couple that you left.", valueName: "name"))
    var former: String?

    /// - Parameter refreshing: whether to pull first, for at most a second, if the last sync is more than five seconds old.
    func client(in context: Context, refreshing: Bool) throws -> Client {
        if let former { return try context.former(former) }
        let client = try context.client()
        if refreshing, !isOffline { try context.refresh(client) }
        return client
    }
}

/// Options of commands that print a code.
struct QROptions: ParsableArguments {
    @Flag(name: .customLong("no-qr"), help: "Don't draw a QR code beside it.")
    var isPlain = false
}

/// Options of commands that make this machine a device of someone's.
struct DeviceOptions: ParsableArguments {
    @Option(name: .customLong("device-name"), help: "What your other devices call this one.")
    var name: String?
}

extension ArgumentHelp {
    static let prompt = ArgumentHelp("Its id, part of it, or its number in the last list.", valueName: "question")
}

extension Barrier: ExpressibleByArgument {}
