import Foundation
import GRDB
import ProgramSupport
import Subprocess
import Support
import Testing

extension RealPrograms {
    @Suite("A database that is damaged, newer, or somebody else's just now")
    struct DamageTests {
        private let words = "Nobody wants to write this twice"

        enum Damage: String, CaseIterable, CustomTestStringConvertible {
            case truncated
            case beheaded = "with its first page zeroed"
            case garbage

            var testDescription: String { rawValue }

            func done(to content: Data) -> Data {
                switch self {
                case .truncated: content.prefix(content.count / 2 + 100)
                case .beheaded: Data(count: 4_096) + content.dropFirst(4_096)
                case .garbage: Data((0..<content.count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 13) })
                }
            }
        }

        @Test(arguments: Damage.allCases)
        func `a damaged home says so and stays as it is; words given to it are kept; a copy put back goes on`(damage: Damage)
            async throws
        {
            let ada = try Person("Ada")
            try await ada.twofold("init", "--name", "Ada")
            try await ada.answer(.firstWord, "Written before.", "--draft")
            let file = URL(filePath: ada.home + "/twofold.sqlite")
            let good = try Data(contentsOf: file)
            let bad = damage.done(to: good)
            try bad.write(to: file)
            let refusal = try Refusal(try await ada.run(["answer", .firstWord, "--file", "-", "--draft", "--json"], input: words))
            #expect(refusal.code == "home_damaged")
            #expect(refusal.keeps(words))
            for command in [["show", .firstWord], ["status"], ["sync"]] {
                #expect(try Refusal(try await ada.run(command + ["--json"])).code == "home_damaged")
            }
            #expect(try Data(contentsOf: file) == bad)
            try good.write(to: file)
            #expect(try await ada.round(.firstWord)["draft"]?["text"] == "Written before.")
            try await ada.answer(.firstWord, words, "--draft")
        }

        @Test
        func `a page that is zeroed in the midst of a home is found by twofold doctor, which names what to do`() async throws {
            let ada = try Person("Ada")
            try await ada.twofold("init", "--name", "Ada")
            for number in 1...30 { try await ada.answer(.firstWord, "Version \(number). " + words, "--draft") }
            let file = URL(filePath: ada.home + "/twofold.sqlite")
            var content = try Data(contentsOf: file)
            let page = content.count / 4_096 - 2
            content.replaceSubrange(page * 4_096..<(page + 1) * 4_096, with: Data(count: 4_096))
            try content.write(to: file)
            let doctor = try await ada.run(["doctor", "--json"])
            #expect(doctor.status == .exited(1))
            // One finding among others, unless nothing could be read without that page.
            #expect(doctor.output.contains(#"damaged","message":"#), "\(doctor.output)")
        }

        @Test(arguments: Damage.allCases)
        func `a damaged server says so and ends with 1, or twofold-server check does; a copy put back serves on`(damage: Damage)
            async throws
        {
            let server = try LiveServer()
            let couple = try await server.serving { running in
                let couple = try await Couple(on: running)
                try await couple.reveal(.firstWord, "Ada's.", "Ben's.")
                return couple
            }
            let file = URL(filePath: server.data + "/twofold.sqlite")
            let good = try Data(contentsOf: file)
            try damage.done(to: good).write(to: file)
            let check = try await server.command("check")
            #expect(check.status == .exited(1), "\(check.output)\(check.errors)")
            if damage != .truncated {
                let refused = try await server.command("serve", "--port", "0")
                #expect(refused.status == .exited(1))
                #expect(refused.errors.contains("`twofold-server restore` replaces it with a backup"), "\(refused.errors)")
            }
            try good.write(to: file)
            #expect(try await server.command("check").isGood)
            #expect(try await couple.ada.state(.firstWord) == "revealed")
        }

        @Test func `a home or a server of a newer version is left alone, and says what is needed`() async throws {
            let ada = try Person("Ada")
            try await ada.twofold("init", "--name", "Ada")
            try await ada.answer(.firstWord, "Written before.", "--draft")
            let file = ada.home + "/twofold.sqlite"
            let found = try Self.changing(file) { database in
                let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
                try database.execute(sql: "PRAGMA user_version = \(version + 1)")
                return version
            }
            let before = try Data(contentsOf: URL(filePath: file))
            let refusal = try Refusal(try await ada.run(["answer", .firstWord, "--file", "-", "--draft", "--json"], input: words))
            #expect(refusal.code == "home_newer")
            #expect(refusal.keeps(words))
            #expect(try Data(contentsOf: URL(filePath: file)) == before)
            try Self.changing(file) { try $0.execute(sql: "PRAGMA user_version = \(found)") }
            #expect(try await ada.round(.firstWord)["draft"]?["text"] == "Written before.")

            let server = try LiveServer()
            try await server.serving { _ in }
            try Self.changing(server.data + "/twofold.sqlite") {
                try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('9999')")
            }
            for command in [["serve", "--port", "0"], ["check"], ["stats"]] {
                let refused = try await Ended.running("twofold-server", command + ["--data", server.data])
                #expect(refused.status == .exited(1))
                #expect(refused.errors.contains("newer"), "\(refused.errors)")
            }
            try Self.changing(server.data + "/twofold.sqlite") {
                try $0.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = '9999'")
            }
            try await server.serving { _ in }
        }

        @Test
        func `while another process writes to a home for too long, words go to a file, and none is lost after it`() async throws {
            let ada = try Person("Ada")
            try await ada.twofold("init", "--name", "Ada")
            try await ada.answer(.firstWord, "Written before.", "--draft")
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let queue = try DatabaseQueue(path: ada.home + "/twofold.sqlite", configuration: configuration)
            try queue.unsafeReentrantWrite { try $0.execute(sql: "BEGIN IMMEDIATE") }
            let refusal = try Refusal(try await ada.run(["answer", .firstWord, "--file", "-", "--draft", "--json"], input: words))
            #expect(refusal.code == "home_busy")
            #expect(refusal.keeps(words))
            try queue.unsafeReentrantWrite { try $0.execute(sql: "ROLLBACK") }
            try queue.close()
            #expect(try await ada.round(.firstWord)["draft"]?["text"] == "Written before.")
            try await ada.answer(.firstWord, words, "--draft")
        }

        @Test func `a second server on the same folder says who has it and ends with 1; the first goes on`() async throws {
            let server = try LiveServer()
            try await server.serving { running in
                let couple = try await Couple(on: running)
                let second = try await server.command("serve", "--port", "0")
                #expect(second.status == .exited(1))
                #expect(second.errors.contains("Another server"), "\(second.errors)")
                try await couple.reveal(.firstWord, "Ada's.", "Ben's.")
                #expect(try await couple.ben.state(.firstWord) == "revealed")
            }
            #expect(try await server.command("check").isGood)
        }

        @discardableResult
        private static func changing<Value>(_ path: String, _ change: (Database) throws -> Value) throws -> Value {
            let queue = try DatabaseQueue(path: path)
            defer { try? queue.close() }
            return try queue.writeWithoutTransaction(change)
        }
    }
}
