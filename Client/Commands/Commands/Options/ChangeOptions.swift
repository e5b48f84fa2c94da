import ArgumentParser
import Presentation

/// Options of commands that change something: they save the change, then sync.
struct ChangeOptions: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Print JSON, for scripts.")
    var isJSON = false

    @Flag(name: .customLong("offline"), help: "Save it here and leave the sync for later.")
    var isOffline = false

    @Flag(name: .customLong("require-sync"), help: "End with status 75 where it is saved and has not gone through.")
    var requiresSync = false

    func validate() throws {
        if isOffline, requiresSync { throw ValidationError("--offline and --require-sync contradict each other.") }
    }
}
