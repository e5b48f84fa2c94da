import ArgumentParser
import PostgresStore
import SQLiteStore
import ServerHTTP

struct NewHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new-history", abstract: "Tell clients that the database went back to an older state.",
        discussion: """
            Run it after anything but `restore` put an older state of the database in place, and before a server starts: pg_restore, \
            recovery up to a moment, a standby that lacked the last writes, a copied file. Clients then send again what the database lacks, \
            and no answer that was withdrawn since is revealed. It also lets servers serve a database again that `move` has left behind.
            """)

    @OptionGroup var folder: FolderOptions

    func run() async throws {
        let place = try folder.database(try await folder.values())
        try ServerSetUpError.explaining(in: place) {
            switch place {
            case .folder(let path): try SQLiteStore.beginNewHistories(folder: path, random: SystemEffects.random)
            case .postgres(let database): try PostgresStore.beginNewHistories(database, random: SystemEffects.random)
            }
        }
        print("A new history has begun. Start the server; clients notice at their next sync.")
    }
}
