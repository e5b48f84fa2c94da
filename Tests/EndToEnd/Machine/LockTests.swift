import Foundation
import ProgramSupport
import Subprocess
import Support
import Testing

extension RealPrograms {
    @Suite("A home behind a passphrase")
    struct LockTests {
        private let passphrase = "correct horse battery"
        private let words = "words for nobody but me"

        private func newcomer() async throws -> Person {
            let ada = try Person("Ada")
            try await ada.twofold("init", "--name", "Ada")
            try await ada.answer(.firstWord, words, "--draft", "--offline")
            return ada
        }

        @Test func `locked, nothing in its folder tells words or keys; unlocked, all is as before`() async throws {
            let ada = try await newcomer()
            var keys = [try Data(contentsOf: URL(filePath: ada.home + "/store.key"))]
            try await ada.twofold("leave", "--yes")
            let former = try #require(FileManager.default.contentsOfDirectory(atPath: ada.home + "/former").first)
            try await ada.twofold("init", "--name", "Ada")
            try await ada.answer(.firstWord, words, "--draft", "--offline")
            keys.append(try Data(contentsOf: URL(filePath: ada.home + "/store.key")))
            let crashing = try ada.script("crashing", "echo '\(words)' | tee -a \"$1\" > \"$1.swp\"; kill -9 $$")
            #expect(try await !ada.run(["answer", "held-back"], environment: ["EDITOR": crashing]).isGood)
            #expect(try Haystack(ada.home).holding(words).count == 2)

            try await ada.twofold("lock", input: passphrase + "\n" + passphrase + "\n")
            let locked = try Haystack(ada.home)
            #expect(locked.holding(words).isEmpty)
            for key in keys { #expect(locked.holding(key).isEmpty) }
            for arguments in [
                ["status"], ["show", .firstWord], ["show", .firstWord, "--former", former], ["sync"], ["export"], ["doctor"],
            ] {
                let ended = try await ada.run(arguments + ["--json"])
                #expect(ended.status == .exited(1))
                #expect(try ended.json["error"]?["code"] == "locked")
                #expect(try ended.json["error"]?["next"]?.text?.contains("`twofold unlock`") == true)
            }
            #expect(try await ada.run(["help"]).isGood)
            #expect(try await ada.run(["--version"]).isGood)
            let refusal = try Refusal(try await ada.run(["answer", .firstWord, "--file", "-", "--json"], input: words))
            #expect(refusal.code == "locked")
            #expect(refusal.files.contains { $0.hasSuffix(".locked") && FileManager.default.fileExists(atPath: $0) })
            #expect(try Haystack(ada.home).holding(words).isEmpty)

            let before = try Data(contentsOf: URL(filePath: ada.home + "/lock"))
            #expect(try await ada.failure("unlock", input: "correct horse batterie\n") == "wrong_passphrase")
            #expect(try Data(contentsOf: URL(filePath: ada.home + "/lock")) == before)
            #expect(try await ada.failure("status") == "locked")

            try await ada.twofold("unlock", input: passphrase + "\n")
            #expect(try await ada.round(.firstWord)["draft"]?["text"] == .string(words))
            let shown = try await ada.twofold("show", .firstWord, "--former", former, "--json").json
            #expect(shown["rounds"]?[0]?["draft"]?["text"] == .string(words))
            #expect(try Haystack(ada.home).holding(words).count == 3)
            let opened: (String) -> String? = { try? String(contentsOfFile: $0.replacing(".locked", with: ""), encoding: .utf8) }
            #expect(refusal.keeps(words, reading: opened), "\(refusal.output)")
            #expect(try await ada.run(["doctor", "--json"]).output.contains("twofold answer founding/held-back"))

            try await ada.twofold("lock")
            #expect(try Haystack(ada.home).holding(words).isEmpty)
            #expect(try await ada.failure("status") == "locked")
            try await ada.twofold("lock", "--off", input: passphrase + "\n")
            #expect(try await ada.round(.firstWord)["draft"]?["text"] == .string(words))
            #expect(try Haystack(ada.home).holding(words).count == 3)
        }

        @Test(.enabled(if: isLinux))
        func `the agent has the key for the time given: killed, stopped, replaced or told to, it is gone`() async throws {
            let ada = try await newcomer()
            try await ada.twofold("lock", input: passphrase)
            try await ada.twofold("unlock", "--for", "1h", input: passphrase)
            let first = try #require(AgentProcess.all(of: ada).first)
            #expect(first.arguments == ["twofold", "agent", "3600"])
            #expect(
                first.environment.allSatisfy { ["TWOFOLD_HOME", "TMPDIR", "XDG_RUNTIME_DIR"].contains($0.prefix { $0 != "=" }) })
            #expect(first.session.id == first.id && first.session.terminal == 0)
            #expect(first.descriptors.allSatisfy { $0 == "/dev/null" || $0.hasPrefix("socket:") })
            #expect(first.descriptors.count == 4)
            #expect(try ada.folder.mode("home/agent") == 0o600)

            // Unlocked again: the previous agent has ended by the time the command has.
            try await ada.twofold("unlock", "--for", "1h", input: passphrase)
            try await first.ended()
            let second = try #require(AgentProcess.all(of: ada).first)
            #expect(second != first)
            kill(second.id, SIGKILL)
            try await second.ended()
            #expect(FileManager.default.fileExists(atPath: ada.home + "/agent"))
            #expect(try await ada.failure("status") == "locked")

            try await ada.twofold("unlock", "--for", "1h", input: passphrase)
            #expect(try await ada.run(["status"]).isGood)
            let third = try #require(AgentProcess.all(of: ada).first)
            kill(third.id, SIGSTOP)
            #expect(try await ada.failure("status") == "locked")
            try await ada.twofold("lock")
            try await third.ended()

            try await ada.twofold("unlock", "--for", "1h", input: passphrase)
            let fourth = try #require(AgentProcess.all(of: ada).first)
            kill(fourth.id, SIGTERM)
            try await fourth.ended()
            #expect(!FileManager.default.fileExists(atPath: ada.home + "/agent"))
            #expect(try await ada.failure("status") == "locked")
        }

        @Test(.enabled(if: isLinux))
        func `when the time is over the agent forgets by itself, and puts away what an editor left`() async throws {
            let ada = try await newcomer()
            try await ada.twofold("lock", input: passphrase)
            let begin = ContinuousClock.now
            try await ada.twofold("unlock", "--for", "3s", input: passphrase)
            let agent = try #require(AgentProcess.all(of: ada).first)
            let left = ada.home + "/drafts/left"
            try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
            try Data(words.utf8).write(to: URL(filePath: left + "/words.txt"))
            try await agent.ended()
            let took = ContinuousClock.now - begin
            // A busy computer may be a few seconds late; a wrong factor of ten would still be caught.
            #expect(took >= .seconds(3) && took < .seconds(25))
            #expect(try !FileManager.default.contentsOfDirectory(atPath: ada.home).contains("agent"))
            #expect(try Haystack(ada.home).holding(words).isEmpty)
            #expect(try await ada.failure("status") == "locked")
        }

        @Test(.enabled(if: isLinux))
        func `two who unlock at once both succeed, and twofold lock ends whatever they started`() async throws {
            let ada = try await newcomer()
            try await ada.twofold("lock", input: passphrase)
            let passphrase = passphrase
            try await withThrowingTaskGroup { group in
                for _ in 0..<2 { group.addTask { try await ada.twofold("unlock", "--for", "1h", input: passphrase) } }
                try await group.waitForAll()
            }
            #expect(try await ada.run(["status"]).isGood)
            let agents = try AgentProcess.all(of: ada)
            try await ada.twofold("lock")
            for agent in agents { try await agent.ended() }
            #expect(try await ada.failure("status") == "locked")
        }

        @Test(.enabled(if: isLinux))
        func `a home too deep for a socket has its agent all the same, whatever others made in /tmp`() async throws {
            let ada = try await newcomer()
            let deep = ada.folder.path(String(repeating: "d", count: 120))
            try FileManager.default.moveItem(atPath: ada.home, toPath: deep)
            // Another user was there first: with a file, or with a folder that others can write to.
            let (file, open) = (ada.folder.path("file"), ada.folder.path("open"))
            let user = "twofold-\(geteuid())"
            for folder in [file, open + "/" + user] {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
            try Data().write(to: URL(filePath: file + "/" + user))
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: open + "/" + user)
            let places: [String: String?] = ["TWOFOLD_HOME": deep, "XDG_RUNTIME_DIR": file, "TMPDIR": open]
            #expect(try await ada.run(["lock"], input: passphrase, environment: places).isGood)
            let unlocked = try await ada.run(["unlock", "--for", "1h"], input: passphrase, environment: places)
            #expect(unlocked.isGood, "\(unlocked.errors)")
            #expect(try await ada.run(["status"], environment: places).isGood)
            #expect(try ada.folder.contents(of: "open/" + user).isEmpty)
            #expect(try mode(of: deep + "/agent") == 0o600)
            #expect(try await ada.run(["lock"], environment: places).isGood)
            #expect(try await ada.run(["status"], environment: places).status == .exited(1))
            #expect(!FileManager.default.fileExists(atPath: deep + "/agent"))
        }

        private func mode(of path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }

        @Test(.enabled(if: geteuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/perl"), "takes root and perl"))
        func `another user gets nothing from an agent, even where every mode lets them in`() async throws {
            let ada = try await newcomer()
            try await ada.twofold("lock", input: passphrase)
            try await ada.twofold("unlock", "--for", "1h", input: passphrase)
            for (place, mode) in [(ada.folder.path, 0o755), (ada.home, 0o755), (ada.home + "/agent", 0o777)] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: place)
            }
            let asking = """
                use Socket; $SIG{PIPE} = "IGNORE"; $> = $ARGV[1]; socket(S, AF_UNIX, SOCK_STREAM, 0) or die; connect(S, sockaddr_un($ARGV[0])) or die "no way\\n";
                syswrite(S, "\\x01k"); sysread(S, $key, 64); print length($key // "");
                """
            let mine = try await Ended.running("perl", ["-e", asking, ada.home + "/agent", "0"])
            #expect(mine.output == "32")
            let theirs = try await Ended.running("perl", ["-e", asking, ada.home + "/agent", "12345"])
            #expect(theirs.output == "0", "\(theirs.errors)")
            try await ada.twofold("lock")
        }

        @Test(.enabled(if: Trace.isPossible), arguments: [false, true])
        func `killed between any two steps, setting and removing the passphrase leave a home that opens`(removing: Bool)
            async throws
        {
            let ada = try await newcomer()
            if removing { try await ada.twofold("lock", input: passphrase) }
            var kills = 0
            while true {
                let victim = try ada.copy()
                let isComplete = try await !isKilled(victim, removing ? ["lock", "--off"] : ["lock"], at: kills + 1)
                if FileManager.default.fileExists(atPath: victim.home + "/lock") {
                    #expect(try await victim.failure("status") == "locked")
                    // The next command finishes what was interrupted.
                    #expect(!FileManager.default.fileExists(atPath: victim.home + "/store.key"))
                    try await victim.twofold("lock", "--off", input: passphrase)
                } else {
                    #expect(removing || !isComplete)
                }
                #expect(try await victim.round(.firstWord)["draft"]?["text"] == .string(words))
                if isComplete { break }
                kills += 1
            }
            // Files and folders, for writes and for deletions.
            #expect(kills >= 4)
        }

        private func isKilled(_ person: Person, _ arguments: [String], at number: Int) async throws -> Bool {
            let ended = try await Ended.running(
                "strace",
                ["-f", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:signal=KILL:when=\(number)"]
                    + [Programs.path(of: "twofold")] + arguments, input: passphrase + "\n",
                environment: ["TWOFOLD_HOME": person.home])
            return ended.status != .exited(0)
        }

        private static var isLinux: Bool {
            #if os(Linux)
            true
            #else
            false
            #endif
        }
    }
}
