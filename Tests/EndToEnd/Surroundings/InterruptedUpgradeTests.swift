import Foundation
import GRDB
import ProgramSupport
import Subprocess
import Support
import Testing

extension RealPrograms {
    /// Kills the program at one system call after another, until it gets through.
    @Suite("An upgrade, or a beginning, that is cut off", .enabled(if: Trace.isPossible))
    struct InterruptedUpgradeTests {
        static let calls = ["pwrite64", "fdatasync", "unlink"]

        @Test(arguments: calls)
        func `a home whose beginning is killed at any step can begin again, sound`(call: String) async throws {
            let ada = try Person("Ada")
            var kills = 0
            while try await isKilled(["init", "--name", "Ada"], of: ada, at: call, kills + 1) { kills += 1 }
            #expect(kills > 0 || call == "unlink")
            if try await !ada.run(["status", "--json"]).isGood { try await ada.twofold("init", "--name", "Ada") }
            try await ada.answer(.firstWord, "Words.", "--draft")
            #expect(try await ada.round(.firstWord)["draft"]?["text"] == "Words.")
            #expect(try damage(of: ada.home + "/twofold.sqlite") == ["ok"])
        }

        @Test(arguments: calls)
        func `a home of each older version, killed at any step of its upgrade, has all its rows after the next start`(call: String)
            async throws
        {
            for fixture in try Self.fixtures() {
                let ada = try Person("Ada")
                try await ada.twofold("init", "--name", "Ada")
                let path = ada.home + "/twofold.sqlite"
                for file in [path, path + "-wal", path + "-shm"] { try? FileManager.default.removeItem(atPath: file) }
                try FileManager.default.copyItem(atPath: fixture, toPath: path)
                let before = try rows(of: path)
                var kills = 0
                // Regardless of who owns this home: the upgrade runs before that is checked.
                while try await isKilled(["status", "--offline"], of: ada, at: call, kills + 1) { kills += 1 }
                let after = try rows(of: path)
                for (table, count) in before where table != "grdb_migrations" {
                    #expect(after[table] == count, "\(table) of \(fixture)")
                }
                #expect(try damage(of: path) == ["ok"])
            }
        }

        @Test(arguments: calls)
        func `a server whose beginning is killed at any step begins again, sound`(call: String) async throws {
            let server = try LiveServer()
            var kills = 0
            while kills < 80 {
                let arguments = [
                    "-f", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "inject=\(call):signal=KILL:when=\(kills + 1)",
                ]
                let ended = try await Ended.running(
                    "timeout",
                    ["2", "strace"] + arguments + [
                        Programs.path(of: "twofold-server"), "serve", "--port", "0", "--data", server.data,
                    ])
                if ended.output.contains("listening") { break }
                kills += 1
            }
            #expect(kills > 0 || call == "unlink")
            try await server.serving { running in
                let couple = try await Couple(on: running)
                try await couple.reveal(.firstWord, "Ada's.", "Ben's.")
            }
            #expect(try await server.command("check").isGood)
        }

        /// Every old file that is kept for the migration tests.
        private static func fixtures() throws -> [String] {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent()
                .appending(path: "LocalStoreTests/Fixtures").path(percentEncoded: false)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("home-v") }
            try #require(!names.isEmpty)
            return names.sorted().map { folder + "/" + $0 }
        }

        private func isKilled(_ command: [String], of person: Person, at call: String, _ number: Int) async throws -> Bool {
            let arguments = ["-f", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "inject=\(call):signal=KILL:when=\(number)"]
            let ended = try await Ended.running(
                "strace", arguments + [Programs.path(of: "twofold")] + command, environment: person.surroundings)
            #expect(!ended.errors.contains("Fatal error"))
            if case .signaled = ended.status { return true }
            return false
        }

        private func rows(of path: String) throws -> [String: Int] {
            let queue = try DatabaseQueue(path: path)
            defer { try? queue.close() }
            return try queue.read { database in
                let tables = try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
                return try Dictionary(
                    uniqueKeysWithValues: tables.map {
                        ($0, try Int.fetchOne(database, sql: "SELECT count(*) FROM \"\($0)\"") ?? -1)
                    })
            }
        }

        private func damage(of path: String) throws -> [String] {
            let queue = try DatabaseQueue(path: path)
            defer { try? queue.close() }
            return try queue.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
        }
    }
}
