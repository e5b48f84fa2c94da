import ArgumentParser
import SQLiteStore
import ServerHTTP

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the place of everything.",
        discussion: """
            Not while serving. A new history begins: clients notice at their next sync, and offer again what the backup lacks. \
            A damaged backup changes nothing.
            """)

    @OptionGroup var folder: FolderOptions

    @Argument(help: "A file that backup wrote.")
    var file: String

    func run() async throws {
        let path = try ServerFolder(path: try folder.path(try await folder.values())).path
        try ServerSetUpError.explaining(in: path, from: file) {
            try SQLiteStore.restore(folder: path, from: file, random: SystemEffects.random)
        }
    }
}
