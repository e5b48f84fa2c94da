import ArgumentParser
import SQLiteStore
import ServerHTTP

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write a copy of everything to a file, also while serving.",
        discussion: """
            The copy holds the server's own keys: keep it as safe as the data folder. certificate.pem, certificate-key.pem and \
            registration-token stand beside the database in the data folder, and are copied by hand.
            """)

    @OptionGroup var folder: FolderOptions

    @Argument(help: "The file to write; replaced once the copy is complete.")
    var file: String

    func run() async throws {
        let path = try folder.path(try await folder.values())
        try ServerSetUpError.explaining(in: path, to: file) { try SQLiteStore.backup(folder: path, to: file) }
    }
}
