import Foundation
import ProgramSupport
import Subprocess
import Support
import Testing

extension RealPrograms {
    @Suite("What is written to standard output")
    struct OutputTests {
        @Test(arguments: ["export", "prompts", "export --format html"])
        func `that does not arrive whole is told, and is no success`(command: String) async throws {
            let scratch = try ScratchFolder()
            let home: [String: String?] = ["TWOFOLD_HOME": scratch.path("home")]
            _ = try await Ended.running("twofold", ["init", "--name", "Ada"], environment: home)
            let ended = try await Ended.running("bash", ["-c", "twofold \(command) >/dev/full"], environment: home)
            #expect(ended.status == .exited(1))
            #expect(ended.errors.contains("is incomplete"))
        }

        @Test(arguments: ["home/twofold.sqlite", "home/store.key", "link", "home/new"])
        func `never replaces a file of the home's own, whatever path leads there`(path: String) async throws {
            let ada = try Person("Ada")
            try await ada.twofold("init", "--name", "Ada")
            try await ada.answer(.firstWord, "Only here.", "--draft")
            try FileManager.default.createSymbolicLink(
                atPath: ada.folder.path("link"), withDestinationPath: ada.home + "/store.key")
            let file = path.hasPrefix("home/") ? ada.home + path.dropFirst(4) : ada.folder.path(path)
            #expect(try await ada.failure("export", "--output", file) == "file_of_home")
            #expect(try await ada.failure("export", "--format", "markdown", "--output", file) == "file_of_home")
            #expect(try await ada.round(.firstWord)["draft"]?["text"] == "Only here.")
        }

        @Test func `that a program reads has nothing of what an editor draws`() async throws {
            let ada = try Person("Ada")
            try await ada.twofold("init", "--name", "Ada")
            let ended = try await ada.run(
                ["answer", .firstWord, "--draft", "--json"],
                environment: ["EDITOR": "sh -c 'echo drawn; echo Words. >\"$0\"'", "VISUAL": nil])
            #expect(try ended.isGood && ended.json["result"] == "draft", "\(ended.output) \(ended.errors)")
            #expect(ended.errors.contains("drawn"))
        }

        @Test func `that may not grow any more leaves the words that were given`() async throws {
            let ada = try Person("Ada")
            try await ada.twofold("init", "--name", "Ada")
            let words = String(repeating: "Words that nobody wants to write twice. ", count: 200)
            let ended = try await Ended.running(
                "bash", ["-c", "ulimit -f 4; exec twofold answer first-word --file - --draft --json"], input: words,
                environment: ["TWOFOLD_HOME": ada.home])
            #expect(ended.status == .exited(1))
            #expect((ended.output + ended.errors).contains("Words that nobody wants to write twice."))
        }

        @Test func `waits for a reader who is slow, and is no concern where nobody reads`() async throws {
            let scratch = try ScratchFolder()
            let home: [String: String?] = ["TWOFOLD_HOME": scratch.path("home")]
            _ = try await Ended.running("twofold", ["init", "--name", "Ada"], environment: home)
            // dd makes the pipe non-blocking for whatever writes to it next.
            let late = try await Ended.running(
                "bash", ["-c", "(dd oflag=nonblock count=0 status=none; twofold prompts --json; echo $? >&2) | (sleep 1; wc -c)"],
                environment: home)
            let whole = try await Ended.running("twofold", ["prompts", "--json"], environment: home)
            #expect(Int(late.output.filter(\.isNumber)) == whole.output.utf8.count)
            #expect(late.errors.filter(\.isNumber) == "0")
            let nobody = try await Ended.running(
                "bash", ["-c", "set -o pipefail; twofold prompts --json | head -c 10 >/dev/null; echo ${PIPESTATUS[0]}"],
                environment: home)
            #expect(nobody.errors.isEmpty)
        }
    }
}
