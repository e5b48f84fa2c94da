import ProgramSupport
import Subprocess
import Support
import Testing

extension RealPrograms {
    @Suite("Leaving")
    struct LeaveTests {
        @Test
        func `needs nobody, ends access at once, is told to the other, and leaves what was read to both; both can begin anew`()
            async throws
        {
            let server = try LiveServer()
            try await server.serving { running in
                let couple = try await Couple(on: running)
                let (ada, ben) = (couple.ada, couple.ben)
                try await couple.reveal(.firstWord, "Ada's.", "Ben's.")
                try await ben.answer(.smallStep, "Never to be opened.")
                try await ben.answer(.heldBack, "A draft.", "--draft")
                try await ada.sync()
                let bensCopy = try ben.copy()
                #expect(try await ben.run(["leave"]).status == .exited(64))
                let left = try await ben.twofold("leave", "--yes", "--json").json
                #expect(left == ["left": true, "former": "Ada"])

                #expect(try await bensCopy.failure("link") == "you_left")
                let told = try await ada.twofold("sync")
                #expect(told.errors.contains("Ben has left"))
                #expect(try await ada.twofold("status", "--json").json["phase"] == "partner_left")
                #expect(try await ada.state(.smallStep) == "open")
                #expect(try await ada.state(.firstWord) == "revealed")
                #expect(try await ada.failure("answer", "founding/small-step", "--text", "Too late.") == "partner_left")
                // What Ben hadn't revealed is gone from the server: one revealed pair is left.
                #expect(try await server.command("stats").output.contains("records_sealed 2\n"))

                #expect(try await ben.failure("status") == "not_initialised")
                let old = try await ben.twofold("show", .firstWord, "--former", "Ada", "--json").json
                #expect(old["rounds"]?[0]?["theirs"]?["text"] == "Ada's.")
                #expect(try await ben.twofold("export", "--former", "Ada").output.contains("Never to be opened."))

                try await ada.twofold("leave", "--yes")
                let cleo = try Person("Cleo")
                try await ada.twofold("init", "--server", running.url, "--name", "Ada")
                try await cleo.twofold("join", "--name", "Cleo", input: try ada.code("invite"))
                try await ada.sync()
                #expect(try await ada.state(.firstWord) == "open")
                let anew = Couple(ada: ada, ben: cleo)
                try await anew.reveal(.firstWord, "Ada's, anew.", "Cleo's.")
                #expect(try await ada.round(.firstWord)["theirs"]?["text"] == "Cleo's.")
                #expect(
                    try await ada.twofold("show", .firstWord, "--former", "Ben", "--json").json["rounds"]?[0]?["theirs"]?["text"]
                        == "Ben's.")
            }
        }

        @Test func `a removed machine is let in no more`() async throws {
            try await LiveServer().serving { server in
                let couple = try await Couple(on: server)
                let phone = try await couple.ada.linked("phone")
                try await couple.ada.sync()
                try await couple.ada.twofold("devices", "remove", "phone")
                let refused = try await phone.run(["sync", "--require-sync", "--json"])
                #expect(refused.output.contains("device_removed"))
                #expect(try await phone.failure("link") == "device_removed")
            }
        }
    }
}
