import Foundation
import ProgramSupport
import Subprocess
import Support
import Testing

extension RealPrograms {
    @Suite("A server in trouble says which in one line, and ends with 1")
    struct TroubleTests {
        private let server: LiveServer
        private var database: URL { URL(filePath: server.data + "/twofold.sqlite") }
        private var backup: String { server.folder.path("backup") }

        init() throws { server = try LiveServer() }

        @Test func `where there is no database, or no backup`() async throws {
            for command in ["check", "stats"] { try await says("There's no database in \(server.data).", command) }
            try await says("There's no database in \(server.data).", "backup", backup)
            try await server.serving { _ in }
            try await says("There's no backup at \(backup).", "restore", backup)
            let nowhere = server.folder.path("no/backup")
            try await says("The backup can't be written to \(nowhere). Nothing was changed.", "backup", nowhere)
        }

        @Test func `where the database is damaged, which a backup puts right`() async throws {
            try await server.serving { _ in }
            #expect(try await server.command("backup", backup).isGood)
            var content = try Data(contentsOf: database)
            content.replaceSubrange(0..<16, with: Data("garbage garbage ".utf8))
            try content.write(to: database)
            let sentence =
                "The database in \(server.data) is damaged, or isn't one. `twofold-server restore` replaces it with a backup."
            for command in ["serve", "check", "stats"] { try await says(sentence, command) }
            try await says(sentence, "backup", server.folder.path("other"))
            let copy = server.folder.path("damaged")
            try content.write(to: URL(filePath: copy))
            try await says("\(copy) is damaged, or isn't a backup. Nothing was changed.", "restore", copy)
            #expect(try await server.command("restore", backup).isGood)
            #expect(try await server.command("check").isGood)
        }

        @Test func `where another server has the folder`() async throws {
            try await server.serving { _ in
                for arguments in [["serve", "--port", "0"], ["restore", backup]] {
                    try await says("Another server is using the data folder \(server.data).", arguments)
                }
            }
        }

        private func says(_ sentence: String, _ arguments: String...) async throws { try await says(sentence, arguments) }

        private func says(_ sentence: String, _ arguments: [String]) async throws {
            let ended = try await Ended.running("twofold-server", [arguments[0], "--data", server.data] + arguments.dropFirst())
            #expect(ended.status == .exited(1))
            #expect(ended.output.isEmpty)
            #expect(ended.errors == "Error: \(sentence)\n")
        }
    }
}
