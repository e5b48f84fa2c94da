import ArgumentParser
import SQLiteStore
import ServerHTTP

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look for damage; the server can keep running.",
        discussion: "Says what is wrong and how often, and ends with 1; or says that all is well, and ends with 0.")

    @OptionGroup var folder: FolderOptions

    func run() async throws {
        let path = try folder.path(try await folder.values())
        let findings = try ServerSetUpError.explaining(in: path) { try SQLiteStore.check(folder: path) }
        guard !findings.isEmpty else { return print("all is well") }
        for finding in findings { print("\(finding.kind.rawValue): \(finding.count)") }
        throw ExitCode.failure
    }
}
