import ArgumentParser
import PostgresStore
import SQLiteStore
import ServerCore
import ServerHTTP

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look for damage; the server can keep running.",
        discussion: """
            Says what is wrong and how often, and ends with 1; or says that all is well, and ends with 0. Of PostgreSQL's own files, \
            pg_amcheck says whether they are whole.
            """)

    @OptionGroup var folder: FolderOptions

    func run() async throws {
        let place = try folder.database(try await folder.values())
        let findings = try ServerSetUpError.explaining(in: place) {
            switch place {
            case .folder(let path): try SQLiteStore.check(folder: path)
            case .postgres(let database): try PostgresStore.check(database)
            }
        }
        guard !findings.isEmpty else { return print("all is well") }
        for finding in findings { print("\(finding.kind.rawValue): \(finding.count)") }
        throw ExitCode.failure
    }
}
