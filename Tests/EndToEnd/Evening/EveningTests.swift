import ClientCore
import ProgramSupport
import Subprocess
import Support
import Testing

extension RealPrograms {
    @Suite("A whole evening of two people")
    struct EveningTests {
        @Test(arguments: RevealMode.allCases)
        func `both answer while the server is down; once it is up, both read both answers, and each round opens once`(
            mode: RevealMode
        ) async throws {
            let server = try LiveServer()
            let (couple, port) = try await server.serving { running in
                let couple = try await Couple(on: running)
                for person in couple.both { try await person.twofold("config", "reveal", mode.rawValue) }
                return (couple, running.port)
            }
            try await couple.ada.answer(.firstWord, "Ada’s ✉ words\nin two lines.")
            let kept = try await couple.ben.run(
                ["answer", .firstWord, "--file", "-", "--require-sync", "--json"], input: "Ben's words.")
            #expect(kept.status == .exited(75))
            #expect(try kept.json["synced"] == false)
            #expect(try await couple.ada.state(.firstWord) == "sealed_by_me")
            let opened = try await server.serving(port: port) { _ in
                var opened: [String: [JSONValue]] = [:]
                for person in [couple.ada, couple.ben, couple.ada, couple.ben] {
                    opened[person.name, default: []] += try await person.sync()["opened"]?.elements ?? []
                }
                return opened
            }
            for person in couple.both {
                #expect(opened[person.name] == [["prompt": "founding/first-word", "round": 1]])
                let round = try await person.round(.firstWord)
                #expect(round["state"] == "revealed")
                #expect(
                    Set([round["mine"]?["text"], round["theirs"]?["text"]]) == ["Ada’s ✉ words\nin two lines.", "Ben's words."])
            }
        }

        @Test func `what scripts rely on has the shapes that were promised`() async throws {
            try await LiveServer().serving { server in
                let couple = try await Couple(on: server)
                let (ada, ben) = (couple.ada, couple.ben)
                for command in ["link", "kit"] {
                    #expect(try await ada.twofold(command, "--json").json.keys?.isSuperset(of: ["code", "expires"]) == true)
                }
                try await ada.answer(.firstWord, "Ada's.")
                try await ben.answer(.firstWord, "Ben's.")
                let synced = try await ada.sync()
                #expect(synced.keys == ["pushed", "pulled", "pending", "opened"])
                #expect(synced["opened"] == [["prompt": "founding/first-word", "round": 1]])
                let shown = try await ada.twofold("show", "first-word", "--json").json
                #expect(shown.keys?.isSuperset(of: ["prompt", "question", "rounds"]) == true)
                let round = shown["rounds"]?[0]
                #expect(round?.keys?.isSuperset(of: ["number", "state", "draft", "mine", "theirs"]) == true)
                #expect(round?["mine"]?.keys == ["text", "at"])
                #expect(round?["draft"] == .null)
                #expect(round?["mine"]?["at"]?.text?.contains(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/) == true)
                let prompts = try await ada.twofold("prompts", "--json").json
                #expect(prompts.elements.count >= 150)
                #expect(prompts[0]?.keys?.isSuperset(of: ["id", "question", "deck", "depth", "barriers", "state"]) == true)
                let status = try await ada.twofold("status", "--json").json
                let promised: Set<String> = [
                    "name", "partner", "paired", "pending", "waiting_for_me", "waiting_for_partner", "last_sync", "server",
                    "fingerprint",
                    "reveal",
                ]
                #expect(status.keys?.isSuperset(of: promised) == true)
                #expect(status["partner"] == "Ben")
                #expect(status["paired"] == true)
                #expect(try await ben.twofold("status", "--json").json["fingerprint"] == status["fingerprint"])
                #expect(try await ada.failure("show", "no-such-prompt") == "unknown_prompt")
                #expect(try await ada.failure("answer", "first-word", "--text", "Too late.") == "frozen")
                #expect(try await ada.run(["answer", "--text", "a", "--file", "b"]).status == .exited(64))
            }
        }

        @Test func `a third person cannot join, and nobody can join themselves`() async throws {
            try await LiveServer().serving { server in
                let (ada, ben, cleo) = (try Person("Ada"), try Person("Ben"), try Person("Cleo"))
                try await ada.twofold("init", "--server", server.url, "--name", "Ada")
                let code = try await ada.code("invite")
                #expect(try await ada.failure("join", input: code) == "own_invitation")
                try await ben.twofold("join", "--name", "Ben", input: code)
                #expect(try await cleo.failure("join", input: code) == "box_used")
                try await ada.sync()
                #expect(try await ada.failure("invite") == "already_paired")
            }
        }
    }
}
