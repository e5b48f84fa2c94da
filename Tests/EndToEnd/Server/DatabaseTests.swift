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
            for (command, next) in [("backup", "pg_dump"), ("restore", "`twofold-server new-history` after it")] {
                let refused = try await other.command(command, other.folder.path("file"), "--database", url)
                #expect(refused.status == .exited(1) && refused.errors.contains(next))
            }
        }

        @Test(.enabled(if: TestPostgres.isThere, "there is no PostgreSQL: Scripts/with-postgres starts one"))
        func `an evening goes on after a move into PostgreSQL, and after another back`() async throws {
            let url = try TestPostgres.url(schema: TestPostgres.newSchema())
            let token = try await server.command("token").output
            let (couple, port) = try await server.serving { running in
                let couple = try await Couple(on: running)
                try await couple.reveal(.firstWord, "Ada's.", "Ben's.")
                try await couple.ada.answer(.heldBack, "Sealed before the move.")
                try await couple.ben.sync()
                let refused = try await server.command("move", "--to", url)
                #expect(refused.errors == "Error: Another server is using the data folder \(server.data).\n")
                return (couple, running.port)
            }
            let there = try await server.command("move", "--to", url)
            #expect(there.isGood && there.output.contains("records: the copy is like the original\n"), "\(there.errors)")
            #expect(there.output.contains("serve it with: twofold-server serve --database '\(url)' --data '\(server.data)'\n"))
            #expect(try await server.command("check").errors.contains("was moved to \(url), and is served there"))
            try await server.serving(port: port, ["--database", url]) { _ in
                try await couple.ben.answer(.heldBack, "Ben's to that.")
                try await noRepair(couple)
                for person in couple.both { #expect(try await person.state(.heldBack) == "revealed") }
                #expect(try await server.command("check", "--database", url).output == "all is well\n")
                #expect(try await server.command("token", "--database", url).output == token)
            }
            let renewed = try await server.command("token", "--new", "--database", url).output
            let occupied = try await server.command("move", "--from", url)
            #expect(occupied.errors.contains("remove \(server.data)/twofold.sqlite"))
            try FileManager.default.removeItem(atPath: server.data + "/twofold.sqlite")
            let back = try await server.command("move", "--from", url)
            #expect(back.isGood, "\(back.errors)")
            #expect(try await server.command("token").output == renewed && renewed != token)
            try await server.serving(port: port) { _ in
                try await couple.reveal(.comingBack, "Ada's, later.", "Ben's, later.")
                try await noRepair(couple)
                let fresh = try Person("Ada anew")
                try await fresh.twofold("recover", input: couple.ada.code("kit"))
                for person in couple.both + [fresh] {
                    for prompt in [String.firstWord, .heldBack, .comingBack] {
                        #expect(try await person.state(prompt) == "revealed")
                    }
                }
            }
            let left = try await server.command("serve", "--port", "0", "--database", url)
            #expect(left.status == .exited(1) && left.errors.contains("was moved to \(server.data), and is served there"))
        }

        private func noRepair(_ couple: Couple) async throws {
            for person in couple.both + couple.both {
                let said = try await person.twofold("sync", "--require-sync")
                #expect(!said.errors.contains("went back"))
            }
        }

        @Test(
            .enabled(if: TestPostgres.isThere, "there is no PostgreSQL: Scripts/with-postgres starts one"),
            arguments: [1, 8, 13, 24])
        func `a move that is killed leaves one of both to serve at most, and running it again finishes`(_ lines: Int) async throws {
            let url = try TestPostgres.url(schema: TestPostgres.newSchema())
            let couple = try await server.serving { try await Couple(on: $0) }
            let result = try await Subprocess.run(
                .name("twofold-server"), arguments: ["move", "--data", server.data, "--to", url],
                environment: Programs.environment([:]), input: .none, output: .sequence, error: .string(limit: 1 << 20)
            ) { execution in
                var count = 0
                for try await _ in execution.standardOutput.strings() {
                    count += 1
                    if count == lines { try? execution.send(signal: .kill) }
                }
            }
            _ = result
            let (folder, database) = (try await server.command("check"), try await server.command("check", "--database", url))
            #expect(!(folder.isGood && database.isGood))
            let again = try await server.command("move", "--to", url)
            #expect(again.isGood || again.errors.contains("was moved to \(url)"), "\(again.errors)")
            #expect(try await server.command("check", "--database", url).isGood)
            #expect(try await !server.command("check").isGood)
            _ = couple
        }

        @Test(.enabled(if: TestPostgres.isThere, "there is no PostgreSQL: Scripts/with-postgres starts one"))
        func `after pg_restore and new-history, clients bring back what the dump lacks, and what was withdrawn stays so`()
            async throws
        {
            let schema = TestPostgres.newSchema()
            let (url, dump) = (try TestPostgres.url(schema: schema), server.folder.path("twofold.dump"))
            let (couple, port) = try await server.serving(["--database", url]) { running in
                let couple = try await Couple(on: running)
                try await couple.reveal(.firstWord, "Ada's.", "Ben's.")
                try await couple.ada.answer(.heldBack, "Regretted.")
                try await couple.ben.sync()
                try await succeeds("pg_dump", "--format=custom", "--schema=\(schema)", "--file=\(dump)", url)
                // Ben doesn't see that she withdraws it.
                try await couple.ada.twofold("withdraw", .heldBack)
                try await couple.ada.answer(.smallStep, "Sealed after the dump.")
                try await couple.ada.sync()
                return (couple, running.port)
            }
            try await succeeds("pg_restore", "--clean", "--if-exists", "--dbname=\(url)", dump)
            #expect(try await server.command("new-history", "--database", url).isGood)
            try await server.serving(port: port, ["--database", url]) { _ in
                // He answers before any device of hers could say what it knows.
                try await couple.ben.answer(.heldBack, "Ben's.")
                try await couple.ben.answer(.smallStep, "Ben's too.")
                for person in [couple.ada, couple.ben, couple.ada, couple.ben] { try await person.sync() }
                #expect(try await couple.ben.state(.heldBack) == "sealed_by_me")
                #expect(try await couple.ben.round(.heldBack)["theirs"] == .null)
                for person in couple.both { #expect(try await person.state(.smallStep) == "revealed") }
                #expect(try await server.command("check", "--database", url).output == "all is well\n")
            }
        }

        private func succeeds(_ program: String, _ arguments: String...) async throws {
            let ended = try await Ended.running(program, arguments)
            #expect(ended.isGood, "\(ended.errors)")
        }
    }
}
