import ArgumentParser
import SQLiteStore
import ServerHTTP

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write a copy of everything to a file; the server can keep running.",
        discussion: """
            The copy holds the server's own keys: keep it as safe as the data folder. Copy certificate.pem, certificate-key.pem \
            and registration-token by hand; they are beside the database in the data folder.
            """)

    @OptionGroup var folder: FolderOptions

    @Argument(help: "The file to write; it is replaced once the copy is complete.")
    var file: String

    func run() async throws {
        let values = try await folder.values()
        guard case .folder(let path) = try folder.database(values) else {
            throw ServerSetUpError(
                """
                PostgreSQL has its own ways to back up: pg_dump --format=custom --file=FILE NAME for a copy at one moment, or base \
                backups with an archive of the WAL for every moment. docs/postgresql.md has both. Nothing was written.
                """)
        }
        try ServerSetUpError.explaining(in: path, to: file) { try SQLiteStore.backup(folder: path, to: file) }
    }
}
