import Foundation
import ProgramSupport
import Subprocess
import Support
import Testing

/// Debian's editors in a window of 80 by 24, and a home they write for.
extension RealPrograms {
    @Suite("Editors")
    struct EditorTests {
        /// What someone types who starts at once, where the editor starts, and saves.
        struct Typist: Sendable, CustomTestStringConvertible {
            let command: String
            let type: @Sendable (TerminalWindow, String) async throws -> Void
            let testDescription: String

            static let nano = Typist(
                command: "nano",
                type: { window, words in
                    // Keys pressed before the first frame would be lost.
                    try await window.see("^X Exit")
                    try await window.type(words)
                    try await window.press("C-o", "Enter", "C-x")
                }, testDescription: "nano")

            static func vim(_ command: String) -> Typist {
                Typist(
                    command: command,
                    type: { window, words in
                        try await window.see("founding/")
                        try await window.type("i" + words)
                        try await window.press("Escape")
                        try await window.enter(":wq")
                    }, testDescription: command)
            }

            static let all = [nano, vim("vim"), vim("vim -u NONE")]
        }

        @Test(arguments: Typist.all)
        func `words typed at once in the first line are shown as the partner reads them, and sealed alone`(typist: Typist)
            async throws
        {
            try await LiveServer().serving { server in
                let couple = try await Couple(on: server)
                try await TerminalWindow.open(couple.ada, environment: ["EDITOR": typist.command]) { window in
                    try await window.enter("twofold answer first-word")
                    try await typist.type(window, "Hello, you # and me")
                    let screen = try await window.see("Seal it, keep a draft, or edit?")
                    #expect(screen.contains("Ben will read:\n  Hello, you # and me\n\nSeal it"))
                    try await window.enter("s")
                    try await window.see("Sealed.")
                }
                try await couple.ben.answer(.firstWord, "Ben's.")
                _ = try await couple.ben.sync()
                #expect(try await couple.ben.round(.firstWord)["theirs"]?["text"] == "Hello, you # and me")
            }
        }

        @Test(arguments: Typist.all)
        func `a second twofold answer leaves the first one's file alone, and says where it is`(typist: Typist) async throws {
            let ada = try await newcomer()
            try await TerminalWindow.open(ada, environment: ["EDITOR": typist.command]) { window in
                try await window.enter("twofold answer first-word")
                try await window.see("founding/")
                let second = try Refusal(try await ada.run(["answer", .firstWord, "--json"], environment: ["EDITOR": "true"]))
                #expect(second.code == "editor_open")
                #expect(second.files == [ada.home + "/drafts/founding%2ffirst-word/words.txt"])
                #expect(try await ada.run(["doctor", "--json"]).output.contains("left_behind") == false)
                try await typist.type(window, "the first")
                try await window.see("Seal it, keep a draft, or edit?")
                try await window.press("Enter")
                try await window.see("draft.")
            }
            #expect(try await ada.round(.firstWord)["draft"]?["text"] == "the first")
        }

        @Test
        func `an editor whose twofold was killed keeps its file to itself, and its words are there afterwards`() async throws {
            let ada = try await newcomer()
            let (pid, end) = (ada.folder.path("pid"), ada.folder.path("end"))
            let slow = try ada.script(
                "slow", "echo $PPID > '\(pid).new'; mv '\(pid).new' '\(pid)'; read line < '\(end)'; echo 'half a thought' >> \"$1\""
            )
            #expect(mkfifo(end, 0o600) == 0)
            async let killed = ada.run(["answer", .firstWord], environment: ["EDITOR": slow])
            try await appears(pid)
            #expect(try await shell("kill -9 $(cat \"$0\")", pid).isGood)
            // Its output ends only when the editor has ended too, so it's awaited last.
            let second = try Refusal(try await ada.run(["answer", .firstWord, "--json"], environment: ["EDITOR": "true"]))
            #expect(second.code == "editor_open")
            #expect(try await shell("echo > \"$0\"", end).isGood)
            #expect(try await !killed.isGood)
            try await ada.twofold("lock", input: "correct horse battery\n")
            #expect(try Haystack(ada.home).holding("half a thought").isEmpty)
            try await ada.twofold("lock", "--off", input: "correct horse battery\n")
            #expect(try await ada.run(["answer", .firstWord], environment: ["EDITOR": "true"]).isGood)
            #expect(try await ada.round(.firstWord)["draft"]?["text"] == "half a thought")
        }

        @Test func `nano whose terminal goes has saved beside its file, and the next session begins with that`() async throws {
            let ada = try await newcomer()
            try await TerminalWindow.open(ada, environment: ["EDITOR": "nano"]) { window in
                try await window.enter("twofold answer first-word")
                try await window.see("^X Exit")
                try await window.type("half a thought")
                try await window.see("half a thought")
            }
            try await appears(ada.home + "/drafts/founding%2ffirst-word/words.txt.save")
            #expect(try await ada.run(["doctor", "--json"]).output.contains("twofold answer \(String.firstWord)"))
            #expect(try await ada.run(["answer", .firstWord], environment: ["EDITOR": "true"]).isGood)
            #expect(try await ada.round(.firstWord)["draft"]?["text"] == "half a thought")
        }

        @Test func `a file that isn't UTF-8 is one finding among others, and can be converted as it says`() async throws {
            let ada = try await newcomer()
            let latin = try ada.script("latin", "printf 'd\\351j\\340 vu' >> \"$1\"")
            let refusal = try Refusal(try await ada.run(["answer", .firstWord, "--json"], environment: ["EDITOR": latin]))
            #expect(refusal.code == "not_text")
            let crashing = try ada.script("crashing", "echo words >> \"$1\"; kill -9 $$")
            _ = try await ada.run(["answer", "held-back"], environment: ["EDITOR": crashing])
            let doctor = try await ada.run(["doctor", "--json"])
            let codes = try doctor.json.elements.compactMap { $0["code"]?.text }
            #expect(codes.contains("home") && codes.contains("left_behind") && codes.contains("not_text"))
            #expect(doctor.status == .exited(1))
            let file = try #require(refusal.files.first)
            #expect(try await shell("iconv -f WINDOWS-1252 -t UTF-8 \"$0\" > \"$0.new\" && mv \"$0.new\" \"$0\"", file).isGood)
            #expect(try await ada.run(["answer", .firstWord], environment: ["EDITOR": "true"]).isGood)
            #expect(try await ada.round(.firstWord)["draft"]?["text"] == "déjà vu")
        }

        @Test(arguments: [["status"], [], ["doctor"], ["init"]])
        func `a home that may not be read says so, and isn't an empty one`(command: [String]) async throws {
            let ada = try await newcomer()
            try FileManager.default.setAttributes([.posixPermissions: 0o000], ofItemAtPath: ada.home)
            defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: ada.home) }
            var other = ada
            // Root may read everything unless it drops its capabilities.
            if geteuid() == 0 { other.runner = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] }
            let ended = try await other.run(command)
            #expect(ended.status == .exited(1))
            #expect(ended.errors.contains("You don't have permission to use"), "\(ended.output)\(ended.errors)")
            #expect(ended.errors.replacing("\n", with: "").contains(ada.home + "/"))
            #expect(!(ended.output + ended.errors).contains("set up here yet"))
        }

        private func shell(_ command: String, _ argument: String) async throws -> Ended {
            try await Ended.running("sh", ["-c", command, argument])
        }

        /// Waits at most ten seconds for a file with content.
        private func appears(_ file: String) async throws {
            let found = try await shell("for try in $(seq 200); do [ -s \"$0\" ] && exit; sleep 0.05; done; exit 1", file)
            try #require(found.isGood)
        }

        private func newcomer() async throws -> Person {
            let ada = try Person("Ada")
            try await ada.twofold("init", "--name", "Ada")
            return ada
        }
    }
}
