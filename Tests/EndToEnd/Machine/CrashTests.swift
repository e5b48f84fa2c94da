import Foundation
import ProgramSupport
import Subprocess
import Support
import Testing

extension RealPrograms {
    @Suite("Commands that are cut off, or run at once")
    struct CrashTests {
        @Test func `many commands at once on one home all succeed, and nothing of any of them is lost`() async throws {
            try await LiveServer().serving { server in
                let couple = try await Couple(on: server)
                let prompts = try await couple.ada.twofold("prompts", "--json").json.elements.compactMap { $0["id"]?.text }.prefix(
                    8)
                try await withThrowingTaskGroup { group in
                    for (number, prompt) in prompts.enumerated() {
                        let options = number % 2 == 0 ? ["--draft"] : []
                        group.addTask {
                            let ended = try await couple.ada.run(
                                ["answer", prompt, "--file", "-"] + options, input: "On \(prompt).")
                            guard ended.isGood else { throw UnexpectedEnd(command: ["answer", prompt], ended: ended) }
                        }
                    }
                    group.addTask { try await couple.ada.twofold("sync") }
                    group.addTask { try await couple.ada.twofold("ask", "At the same time?") }
                    try await group.waitForAll()
                }
                try await couple.ada.sync()
                let other = try await couple.ada.linked("other")
                for (number, prompt) in prompts.enumerated() {
                    for home in [couple.ada, other] {
                        #expect(
                            try await home.round(prompt)[number % 2 == 0 ? "draft" : "mine"]?["text"] == .string("On \(prompt)."))
                    }
                }
                #expect(try await other.twofold("prompts", "--deck", "ours", "--json").json.elements.count == 1)
            }
        }

        /// The crash happens at the given system call of the kind: at every step of a sync in turn, until one completes.
        @Test(.enabled(if: Trace.isPossible), arguments: ["fdatasync", "sendto", "recvfrom", "pwrite64"])
        func `a sync that is killed between any two steps loses nothing, and does nothing twice`(call: String) async throws {
            try await LiveServer().serving { server in
                let couple = try await Couple(on: server)
                let (ada, ben) = (couple.ada, couple.ben)
                try await ben.answer(.firstWord, "Ben's.")
                try await ada.answer(.firstWord, "Ada's.", "--offline")
                try await ada.answer(.smallStep, "A draft.", "--draft", "--offline")
                var crashes = 0
                while try await isKilled(ada, at: call, crashes + 1) {
                    crashes += 1
                    // Now and then between crashes there's something new.
                    if crashes % 4 == 0 { try await ada.answer(.heldBack, "Version \(crashes).", "--offline") }
                    guard crashes < 60 else { break }
                }
                #expect((1..<60).contains(crashes))
                for person in [ada, ben, ada] { try await person.sync() }
                for person in couple.both {
                    let round = try await person.round(.firstWord)
                    #expect(round["state"] == "revealed")
                    #expect(Set([round["mine"]?["text"], round["theirs"]?["text"]]) == ["Ada's.", "Ben's."])
                }
                #expect(try await ada.round(.smallStep)["draft"]?["text"] == "A draft.")
                let open = try await ada.twofold("open", "--json").json
                #expect(open.elements.compactMap { $0["prompt"]?.text } == [.firstWord])
                #expect(try await ada.twofold("status", "--json").json["pending"] == 0)
                let doctor = try await ada.twofold("doctor", "--json")
                #expect(!doctor.output.contains(#""level":"problem""#))
            }
        }

        private func isKilled(_ person: Person, at call: String, _ number: Int) async throws -> Bool {
            let arguments = ["-f", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "inject=\(call):signal=KILL:when=\(number)"]
            let ended = try await Ended.running(
                "strace", arguments + [Programs.path(of: "twofold"), "sync"], environment: ["TWOFOLD_HOME": person.home])
            return ended.status != .exited(0)
        }

        @Test(arguments: ["$$", "$PPID"])
        func `words in an editor that crashes, or whose twofold is killed, are there when it is opened again`(victim: String)
            async throws
        {
            let ada = try Person("Ada")
            try await ada.twofold("init", "--name", "Ada")
            let words = "Half a sentence that nobody wants to write twice"
            let crashing = try ada.script("crashing", "printf '%s\\n' '\(words)' >> \"$1\"; kill -9 \(victim); exit 1")
            let crashed = try await ada.run(["answer", .firstWord, "--draft", "--offline"], environment: ["EDITOR": crashing])
            #expect(!crashed.isGood)
            #expect(try await ada.round(.firstWord)["draft"] == .null)
            #expect(try await ada.run(["doctor", "--json"]).output.contains("twofold answer \(String.firstWord)"))
            let finishing = try ada.script("finishing", "echo ', finished.' >> \"$1\"")
            let finished = try await ada.run(["answer", .firstWord, "--draft", "--offline"], environment: ["EDITOR": finishing])
            #expect(finished.isGood, "\(finished.errors)")
            #expect(try await ada.round(.firstWord)["draft"]?["text"] == .string("\(words)\n, finished."))
            #expect(try await !ada.run(["doctor", "--json"]).output.contains(.firstWord))
        }
    }
}
