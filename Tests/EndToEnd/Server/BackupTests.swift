import Foundation
import ProgramSupport
import Support
import Testing

extension RealPrograms {
    @Suite("A backup taken while serving")
    struct BackupTests {
        @Test func `is whole, and restored elsewhere it serves on; what it lacks comes back from the partners`() async throws {
            let (server, other) = (try LiveServer(), try LiveServer())
            let file = server.folder.path("backup")
            let (couple, port) = try await server.serving { running in
                let couple = try await Couple(on: running)
                try await couple.reveal(.firstWord, "Ada's.", "Ben's.")
                try await couple.ada.answer(.heldBack, "Sealed before the backup.")
                // Someone writes while it's taken.
                async let writing: Void = couple.ben.answer(.smallStep, "A draft.", "--draft")
                let backedUp = try await server.command("backup", file)
                #expect(backedUp.isGood)
                try await writing
                try await couple.reveal(.comingBack, "Ada's, later.", "Ben's, later.")
                #expect(try await server.command("check").isGood)
                // A backup can't replace a folder that is being served.
                #expect(try await !server.command("restore", file).isGood)
                return (couple, running.port)
            }
            let restored = try await other.command("restore", file)
            #expect(restored.isGood, "\(restored.errors)")
            #expect(try await other.command("check").output == "all is well\n")
            try await other.serving(port: port) { _ in
                for person in [couple.ada, couple.ben, couple.ada, couple.ben] { try await person.sync() }
                try await couple.ben.answer(.heldBack, "Ben's to that.")
                for person in [couple.ada, couple.ben] { try await person.sync() }
                let kit = try await couple.ada.code("kit")
                let fresh = try Person("Ada anew")
                try await fresh.twofold("recover", input: kit)
                for person in couple.both + [fresh] {
                    for prompt in [String.firstWord, .comingBack, .heldBack] {
                        #expect(try await person.state(prompt) == "revealed")
                    }
                }
                #expect(try await couple.ben.round(.smallStep)["draft"]?["text"] == "A draft.")
            }
        }

        @Test func `a damaged backup changes nothing`() async throws {
            let server = try LiveServer()
            let couple = try await server.serving { try await Couple(on: $0) }
            let file = server.folder.path("backup")
            #expect(try await server.command("backup", file).isGood)
            var content = try Data(contentsOf: URL(filePath: file))
            content.replaceSubrange(4096..<12_288, with: Data(repeating: 7, count: 8192))
            try content.write(to: URL(filePath: file))
            #expect(try await !server.command("restore", file).isGood)
            #expect(try await server.command("check").isGood)
            #expect(try await couple.ada.twofold("status", "--offline", "--json").json["paired"] == true)
        }
    }
}
