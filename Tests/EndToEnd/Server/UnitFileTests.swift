import Foundation
import ProgramSupport
import Subprocess
import Support
import Testing

extension RealPrograms {
    /// `Packaging/twofold.service`, which packages and `Packaging/install.sh` put in place, and the settings that it reads.
    @Suite("The unit for systemd")
    struct UnitFileTests {
        private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        private static let unit = root.appending(path: "Packaging/twofold.service")
        private let lines: [String]
        /// Those that aren't commented out.
        private let settings: [String: String]

        init() throws {
            lines = try Self.lines("Packaging/twofold.service")
            let set = try Self.lines("Packaging/twofold-server.default").filter { !$0.hasPrefix("#") }
            settings = Dictionary(
                uniqueKeysWithValues: set.map { ($0.prefix { $0 != "=" }, $0.drop { $0 != "=" }.dropFirst()) }
                    .map { (String($0), String($1)) })
        }

        private static func lines(_ path: String) throws -> [String] {
            try String(contentsOf: root.appending(path: path), encoding: .utf8).split(separator: "\n").map { String($0) }
        }

        private func values(_ name: String) -> [String] {
            lines.filter { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
        }

        @Test func `README shows no unit, and names the folder and the settings that this one has`() throws {
            let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
            #expect(!readme.contains("[Service]") && !readme.contains("ExecStart"))
            let settings = try #require(values("EnvironmentFile").first?.dropFirst())
            let name = try #require(values("Environment").first?.prefix { $0 != "=" })
            #expect(readme.contains("echo \(name)=hall.lan | sudo tee -a \(settings)"))
            #expect(values("StateDirectory") == ["twofold"])
            let data = "/var/lib/twofold"
            #expect(try #require(values("ExecStart").first).hasSuffix("--data \(data)"))
            #expect(readme.contains("sudo -u twofold cat \(data)/line"))
        }

        @Test func `root opens nothing in a folder of the service's, and what is printed goes nowhere`() {
            #expect(values("StandardOutput") == ["null"])
            #expect(values("StandardError").isEmpty)
            #expect(!lines.contains { $0.hasPrefix("ExecStartP") || $0.hasPrefix("ExecStop") })
        }

        @Test func `a crash tells the journal nothing`() {
            #expect(values("Environment").contains("SWIFT_BACKTRACE=enable=no"))
            #expect(values("LimitCORE") == ["0"])
        }

        @Test func `the command that it starts is one that the program knows, and its settings are`() async throws {
            let words = try #require(values("ExecStart").first).split(separator: " ").map { String($0) }
            #expect(words.first?.hasSuffix("/twofold-server") == true)
            #expect(words.dropFirst() == ["serve", "--data", "/var/lib/twofold"])
            #expect(settings == ["TWOFOLD_SERVER_HOST": "0.0.0.0", "TWOFOLD_SERVER_TLS": "self-signed"])
            let environment: [String: String?] = [
                "TWOFOLD_SERVER_HOST": "127.0.0.1", "TWOFOLD_SERVER_TLS": settings["TWOFOLD_SERVER_TLS"],
                "TWOFOLD_SERVER_NAME": "hall.lan,hall",
            ]
            try await LiveServer().serving(environment: environment) { running in
                #expect(running.lines[1].contains("https://hall.lan:"))
            }
        }

        @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze"), "takes systemd-analyze"))
        func `systemd calls its exposure less than 2 of 10`() async throws {
            let arguments = ["security", "--offline=true", "--no-pager", "--threshold=19", Self.unit.path(percentEncoded: false)]
            let analysed = try await Ended.running("systemd-analyze", arguments)
            #expect(analysed.isGood, "\(analysed.output.suffix(200))\(analysed.errors)")
        }

        @Test(.enabled(if: Trace.isPossible && FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze")))
        func `it makes no call of the system that the unit forbids`() async throws {
            let server = try LiveServer()
            let calls = server.folder.path("calls")
            var traced = server
            // The tracer runs beside it, so that the server itself receives the signal to stop.
            traced.runner = ["strace", "-D", "-f", "-o", calls]
            try await traced.serving(["--tls", "self-signed", "--name", "localhost"]) { _ in }
            _ = try await Trace.finished(calls)
            let made = Set(
                try String(contentsOfFile: calls, encoding: .utf8).split(separator: "\n").compactMap { line in
                    line.firstMatch(of: #/^\d+ +([a-z_0-9]+)\(/#).map { String($0.1) }
                })
            #expect(made.contains("epoll_wait") || made.contains("epoll_pwait"))
            var allowed = try await members(of: "@system-service")
            for filter in values("SystemCallFilter") where filter.hasPrefix("~") {
                for group in filter.dropFirst().split(separator: " ") { allowed.subtract(try await members(of: String(group))) }
            }
            // Attempted, but not required: raising limits and priorities. SQLite changes a file's owner only as root.
            #expect(made.subtracting(allowed).subtracting(["prlimit64", "setrlimit", "setpriority", "fchown"]) == [])
        }

        /// The system calls of a group, including those of its subgroups.
        private func members(of group: String) async throws -> Set<String> {
            let listed = try await Ended.running("systemd-analyze", ["syscall-filter", group]).output
            var all: Set<String> = []
            for line in listed.split(separator: "\n").dropFirst() {
                let name = line.trimmingCharacters(in: .whitespaces)
                if name.hasPrefix("@") { all.formUnion(try await members(of: name)) } else { all.insert(name) }
            }
            return all
        }
    }
}
