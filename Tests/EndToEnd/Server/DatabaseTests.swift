import Foundation
import ProgramSupport
import Subprocess
import Support
import Testing

extension RealPrograms {
    @Suite("A server on PostgreSQL")
    struct DatabaseTests {
        private let server: LiveServer

        init() throws { server = try LiveServer() }

        @Test func `a URL that can't be used is refused in one line, and its password isn't repeated`() async throws {
            let secret = try await said("postgres://ada:sesame@localhost/twofold")
            #expect(secret.contains("contains a password") && secret.contains("PGPASSFILE") && !secret.contains("sesame"))
            #expect(
                try await said("mysql://localhost") == "That isn't the URL of a database. It looks like postgres://USER@HOST/NAME")
            let nowhere = try await said("postgres:///twofold?host=\(server.folder.path("nowhere"))")
            #expect(nowhere.hasPrefix("The database can't be used: connection to server on socket"))
        }

        #if os(Linux)
        @Test func `without PostgreSQL's library, it says what to install, and serves from its folder all the same`() async throws {
            var server = self.server
            try Data("not a library".utf8).write(to: URL(filePath: server.folder.path("libpq.so.5")))
            server.runner = ["env", "LD_LIBRARY_PATH=" + server.folder.path]
            #expect(try await said("postgres:///twofold", by: server).hasSuffix("apt-get install libpq5"))
            let status = try await server.serving { try await $0.caller.send("GET", "/health", nil).status }
            #expect(status == 200)
        }
        #endif

        private func said(_ url: String, by other: LiveServer? = nil) async throws -> String {
            let server = other ?? self.server
            let ended = try await server.command("serve", "--port", "0", "--database", url)
            #expect(ended.status == .exited(1))
            return String(ended.errors.dropFirst("Error: ".count).dropLast())
        }

        @Test(.enabled(if: TestPostgres.isThere, "there is no PostgreSQL: Scripts/with-postgres starts one"))
        func `two people's evening goes on after its process was killed, and after another took over`() async throws {
            let url = try TestPostgres.url(schema: TestPostgres.newSchema())
            let (couple, port) = try await server.serving(["--database", url]) { running in
                let couple = try await Couple(on: running)
                try await couple.reveal(.firstWord, "Ada's.", "Ben's.")
                try await couple.ada.answer(.heldBack, "Sealed before the process ended.")
                try running.kill()
                return (couple, running.port)
            }
            // Only the port is the same: it has another data folder.
            let other = try LiveServer()
            try await other.serving(port: port, environment: ["TWOFOLD_SERVER_DATABASE": url]) { _ in
                try await couple.ben.answer(.heldBack, "Ben's to that.")
                for person in [couple.ada, couple.ben] { try await person.sync() }
                for person in couple.both {
                    for prompt in [String.firstWord, .heldBack] { #expect(try await person.state(prompt) == "revealed") }
                }
                #expect(try await other.command("check", "--database", url).output == "all is well\n")
                #expect(try await other.command("stats", "--database", url).output.contains("paired 1\n"))
            }
            for command in ["backup", "restore"] {
                let refused = try await other.command(command, other.folder.path("file"), "--database", url)
                #expect(
                    refused.status == .exited(1) && refused.errors.contains("PostgreSQL has its own ways to"))
            }
        }
    }
}
