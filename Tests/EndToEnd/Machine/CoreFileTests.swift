import Foundation
import ProgramSupport
import Subprocess
import Support
import Testing
import Wire

extension RealPrograms {
    @Suite("What a program has in memory")
    struct CoreFileTests {
        /// Runs a command on a terminal with unlimited core file size, presses Ctrl-\ once the screen shows `end`, and returns the
        /// resulting core files, and the kernel's limits for the process.
        private func quit(_ command: String, at end: String, home: String) async throws -> (cores: [String], limits: String) {
            let scratch = try ScratchFolder()
            let sitting = """
                cd "$1" && ulimit -c unlimited && mkfifo keys && exec 3<>keys
                script -qefc "echo \\$\\$ >pid; exec $2" screen <keys >/dev/null &
                for try in $(seq 600); do
                    grep -qaF -e "$3" screen 2>/dev/null && break
                    sleep 0.1
                done
                cat "/proc/$(cat pid)/limits" >limits
                printf '\\034' >&3
                wait $!; echo $? >status
                """
            _ = try await Ended.running(
                "bash", ["-c", sitting, "bash", scratch.path, command, end], environment: ["TWOFOLD_HOME": home, "TERM": "xterm"])
            // 128 plus SIGQUIT: that signal really ended it.
            #expect(try String(contentsOfFile: scratch.path("status"), encoding: .utf8) == "131\n")
            let limits = try String(contentsOfFile: scratch.path("limits"), encoding: .utf8)
            let cores = try FileManager.default.contentsOfDirectory(atPath: scratch.path).filter { $0.hasPrefix("core") }
            return (cores, limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }.map { String($0) } ?? "")
        }

        /// Whether core files are written to the folder of the program that ends.
        private static let areCoresLocal: Bool = {
            let pattern = (try? String(contentsOfFile: "/proc/sys/kernel/core_pattern", encoding: .utf8)) ?? "|"
            return pattern.hasPrefix("core")
        }()

        @Test(.enabled(if: areCoresLocal)) func `Ctrl-Backslash at a question for a passphrase leaves no core file`() async throws {
            let ada = try Person("Ada")
            try await ada.twofold("init", "--name", "Ada")
            try await ada.twofold("lock", input: "correct horse battery\n")
            // Verifies that a program which doesn't prevent it would leave one.
            let careless = "env --default-signal=QUIT sh -c 'echo asleep; exec sleep 60'"
            #expect(try await !quit(careless, at: "asleep", home: ada.home).cores.isEmpty)
            for command in ["twofold lock --change", "twofold unlock", "twofold status"] {
                let (cores, limits) = try await quit(command, at: "assphrase", home: ada.home)
                #expect(cores.isEmpty, "\(command)")
                #expect(limits.split(separator: " ").suffix(3) == ["0", "0", "bytes"], "\(command): \(limits)")
            }
        }

        /// Where the toolchain has it, if anywhere.
        private static let backtracers: [String] = {
            let toolchains = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/../libexec" }
            let found = toolchains.map { $0 + "/swift/linux/swift-backtrace" }
            return found.filter { FileManager.default.isExecutableFile(atPath: $0) }
        }()

        @Test(
            .enabled(if: !backtracers.isEmpty, "takes swift-backtrace"), arguments: ["SEGV", "ILL", "TRAP", "ABRT", "BUS"],
            [true, false])
        func `a crash writes nothing of what is in memory, even where Swift's backtracer is asked to`(
            signal: String, isServer: Bool
        ) async throws {
            let scratch = try ScratchFolder()
            let sitting = """
                cd "$1" || exit
                mkfifo input && exec 3<>input
                "$2" $4 <input >output 2>errors &
                for try in $(seq 600); do
                    [ -n "$5" ] && grep -q "$5" output && break
                    [ -z "$5" ] && grep -q pipe_read "/proc/$!/wchan" && break
                    sleep 0.1
                done
                kill -$3 $! && wait $!
                echo $? >status
                """
            let (program, command, sign) =
                isServer
                ? ("twofold-server", "serve --data data --port 0", "listening") : ("twofold", "answer first-word --file -", "")
            let environment = ["SWIFT_BACKTRACE": "enable=yes,color=no,swift-backtrace=\(Self.backtracers[0])"]
            _ = try await Ended.running(
                "bash", ["-c", sitting, "bash", scratch.path, Programs.path(of: program), signal, command, sign],
                environment: environment)
            let status = try #require(Int(String(contentsOfFile: scratch.path("status"), encoding: .utf8).dropLast()))
            #expect(status > 128)
            let errors = try String(contentsOfFile: scratch.path("errors"), encoding: .utf8)
            for words in ["crashed", "***", "Registers", "Thread 0"] { #expect(!errors.contains(words), "\(words)") }
        }

        @Test(.enabled(if: Trace.isPossible), arguments: [false, true])
        func `both programs shut others out before they read anything`(server: Bool) async throws {
            let ada = try Person("Ada")
            try await ada.twofold("init", "--name", "Ada")
            let command = server ? ["twofold-server", "stats", "--data", ada.home] : ["twofold", "status"]
            let calls = ada.folder.path("calls")
            _ = try await Ended.running(
                "strace",
                ["-f", "-o", calls, "-e", "trace=prctl,prlimit64,openat", Programs.path(of: command[0])] + command.dropFirst(),
                environment: ["TWOFOLD_HOME": ada.home])
            let lines = try String(contentsOfFile: calls, encoding: .utf8).split(separator: "\n")
            let firstRead = try #require(lines.firstIndex { $0.contains(ada.folder.path) })
            for call in ["PR_SET_DUMPABLE, SUID_DUMP_DISABLE", "RLIMIT_CORE, {rlim_cur=0, rlim_max=0}"] {
                let index = try #require(lines.firstIndex { $0.contains(call) }, "\(call)")
                #expect(index < firstRead)
            }
        }

        @Test(.enabled(if: geteuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv"), "takes root"))
        func `another process of the same user cannot look into the server`() async throws {
            let user = ["setpriv", "--reuid", "12345", "--regid", "12345", "--clear-groups"]
            var server = try LiveServer()
            server.runner = user
            #expect(chown(server.folder.path, 12345, 12345) == 0)
            try await server.serving { [server] running in
                let id = try #require(
                    FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.first { id in
                        let words = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") ?? Data()
                        return words.range(of: Data("\0\(server.data)\0".utf8)) != nil
                    })
                let status = try String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)
                #expect(status.contains("\nUid:\t12345\t"))
                for file in ["mem", "environ", "maps"] {
                    let looked = try await Ended.running(user[0], user.dropFirst() + ["head", "-c", "1", "/proc/\(id)/\(file)"])
                    #expect(!looked.isGood, "\(file)")
                }
                #expect(try await running.caller.send(.server, nil).status == 200)
            }
        }
    }
}
