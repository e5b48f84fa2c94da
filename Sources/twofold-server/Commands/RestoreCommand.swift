import ArgumentParser
import SQLiteStore
import ServerHTTP

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Replace everything with a backup.",
        discussion: """
            Stop the server first. A new history starts: clients notice at their next sync, and send again what the backup lacks. \
            A damaged backup changes nothing.
            """)

    @OptionGroup var folder: FolderOptions

    @Argument(help: "A file that backup wrote.")
    var file: String

    func run() async throws {
        let values = try await folder.values()
        guard case .folder(let given) = try folder.database(values) else {
            throw ServerSetUpError(
                """
                PostgreSQL has its own ways to restore: pg_restore, or recovery up to a moment. Run `twofold-server new-history` after it, \
                before a server starts. docs/postgresql.md has the commands. Nothing was changed.
                """)
        }
        let path = try ServerFolder(path: given).path
        try ServerSetUpError.explaining(in: path, from: file) {
            try SQLiteStore.restore(folder: path, from: file, random: SystemEffects.random)
        }
    }
}
