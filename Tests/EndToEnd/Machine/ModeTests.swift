import Foundation
import ProgramSupport
import Support
import Testing

extension RealPrograms {
    @Suite("Who else on a machine can look")
    struct ModeTests {
        @Test func `nobody: files are 0600 and folders 0700, whatever the umask, when they are made and later`() async throws {
            let server = try LiveServer()
            let (ada, ben) = (try Person("Ada"), try Person("Ben"))
            let options = ["--tls", "self-signed", "--name", "localhost", "--registration", "token"]
            try await server.serving(options, umask: "0") { running in
                #expect(try String(contentsOfFile: server.data + "/line", encoding: .utf8) == running.lines[1] + "\n")
                let address = running.lines[1].components(separatedBy: "'")[1]
                try await open(ada, "init", "--server", "-", "--name", "Ada", input: address)
                let code = try await open(ada, "invite", "--json").json["code"]?.text
                try await open(ben, "join", "--name", "Ben", input: code ?? "")
                for person in [ada, ben] {
                    try await open(person, "answer", "first-word", "--file", "-", "--yes", input: "\(person.name)'s.")
                }
                try await open(ada, "kit")
                try await open(ada, "export", "--output", ada.folder.path("export.json"))
                #expect(try ada.folder.mode("export.json") == 0o600)
                for (name, arguments) in [
                    ("export.md", ["export", "--format", "markdown"]), ("export.html", ["export", "--format", "html"]),
                ] {
                    // Once for a new file, once over one that anyone may read.
                    for _ in 0..<2 {
                        try await open(ada, arguments + ["--output", ada.folder.path(name)])
                        #expect(try ada.folder.mode(name) == 0o600, "\(name)")
                        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: ada.folder.path(name))
                    }
                }
                for _ in 0..<2 {
                    try await open(ada, "kit", "--new", "--print", ada.folder.path("kit.html"))
                    #expect(try ada.folder.mode("kit.html") == 0o600)
                    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: ada.folder.path("kit.html"))
                }
                try expectPrivate(
                    server.data,
                    holding: [
                        "lock", "twofold.sqlite", "twofold.sqlite-wal", "twofold.sqlite-shm", "certificate.pem",
                        "certificate-key.pem",
                        "registration-token",
                    ])

                // While it's being edited, by an editor that creates its own files and replaces the original with another.
                let found = ada.folder.path("found")
                let editor = try ada.script(
                    "editor",
                    "echo one > \"$1.new\"; echo half a sentence > \"$1.swp\"; mv \"$1.new\" \"$1\"; "
                        + "find \"$TWOFOLD_HOME\" -perm /077 > '\(found)'; kill -9 $$")
                let left = try await Ended.running(
                    "sh", ["-c", "umask 0; exec twofold answer held-back"],
                    environment: ["TWOFOLD_HOME": ada.home, "EDITOR": editor])
                #expect(!left.isGood)
                #expect(try String(contentsOfFile: found, encoding: .utf8).isEmpty)
                #expect(try Haystack(ada.home).holding("half a sentence").count >= 1)

                try await open(ada, "lock", input: "correct horse battery\n")
                try await open(ada, "unlock", "--for", "1h", input: "correct horse battery\n")
                try expectPrivate(ada.home, holding: ["agent", "drafts", "lock", "store.key.locked", "twofold.sqlite"])
                try await open(ada, "leave", "--yes")
                try await open(ada, "init", "--name", "Ada")
                try expectPrivate(ada.home)
                try await open(ada, "lock")
                try expectPrivate(ada.home)
                try expectPrivate(ben.home)

                let backup = server.folder.path("backup.sqlite")
                let made = try await Ended.running(
                    "sh", ["-c", "umask 0; exec twofold-server backup --data \"$0\" \"$1\"", server.data, backup])
                #expect(made.isGood, "\(made.errors)")
                #expect(try server.folder.mode("backup.sqlite") == 0o600)
            }
            let restored = try await Ended.running(
                "sh",
                [
                    "-c", "umask 0; exec twofold-server restore --data \"$0\" \"$1\"", server.data,
                    server.folder.path("backup.sqlite"),
                ])
            #expect(restored.isGood, "\(restored.errors)")
            try expectPrivate(server.data)
        }

        /// Runs a command under a umask that withholds nothing from anyone.
        @discardableResult
        private func open(_ person: Person, _ arguments: String..., input: String = "") async throws -> Ended {
            try await open(person, arguments, input: input)
        }

        @discardableResult
        private func open(_ person: Person, _ arguments: [String], input: String = "") async throws -> Ended {
            let command = Programs.command("twofold", arguments, umask: "0")
            let ended = try await Ended.running(
                command[0], Array(command.dropFirst()), input: input,
                environment: ["TWOFOLD_HOME": person.home, "HOME": person.folder.path])
            guard ended.isGood else { throw UnexpectedEnd(command: [person.name] + arguments, ended: ended) }
            return ended
        }

        /// - Parameter expected: names that must exist at this moment, so that the check covers what was meant.
        private func expectPrivate(
            _ folder: String, holding expected: Set<String> = [], _ place: SourceLocation = #_sourceLocation
        ) throws {
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
            #expect(!names.isEmpty, sourceLocation: place)
            #expect(expected.subtracting(names).isEmpty, sourceLocation: place)
            for path in [folder] + names.map({ folder + "/" + $0 }) {
                let facts = try FileManager.default.attributesOfItem(atPath: path)
                let mode = (facts[.posixPermissions] as? NSNumber)?.intValue
                let isFolder = facts[.type] as? FileAttributeType == .typeDirectory
                #expect(mode == (isFolder ? 0o700 : 0o600), "\(path)", sourceLocation: place)
                #expect((facts[.ownerAccountID] as? NSNumber)?.uint32Value == geteuid(), "\(path)", sourceLocation: place)
            }
        }
    }
}
