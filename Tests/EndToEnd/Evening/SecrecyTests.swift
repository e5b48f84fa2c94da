import ClientCore
import Foundation
import Models
import ProgramSupport
import Support
import Testing
import Wire

extension RealPrograms {
    @Suite("Before the reveal nobody but its author has the words")
    struct SecrecyTests {
        private let words = "the marmalade lighthouse keeper"

        @Test(arguments: RevealMode.allCases)
        func `they are in no file of the partner's or the server's, and in no reply, also to requests made by hand`(
            mode: RevealMode
        ) async throws {
            let server = try LiveServer()
            let replies = try await server.serving { running in
                let couple = try await Couple(on: running)
                for person in couple.both { try await person.twofold("config", "reveal", mode.rawValue) }
                try await couple.ada.answer(.smallStep, words, "--draft")
                try await couple.ada.answer(.firstWord, words)
                try await couple.ada.sync()
                try await couple.ben.sync()
                #expect(try await couple.ben.state(.firstWord) == "sealed_by_partner")
                let replies = try await Thief(couple.ben).everyReply(of: running.caller)
                for place in [couple.ada.home, couple.ben.home, server.data] {
                    let haystack = try Haystack(place)
                    #expect(!haystack.isEmpty)
                    #expect(haystack.holding(words) == [])
                }
                try await couple.ben.answer(.firstWord, "Ben's.")
                for person in [couple.ada, couple.ben, couple.ada, couple.ben] { try await person.sync() }
                // After the reveal they can be read, and still aren't stored unencrypted anywhere.
                #expect(try await couple.ben.round(.firstWord)["theirs"]?["text"] == .string(words))
                for place in [couple.ben.home, server.data] { #expect(try Haystack(place).holding(words) == []) }
                return replies
            }
            #expect(replies.count > 8)
            for reply in replies { #expect(Haystack(reply).holding(words) == []) }
            let seals = replies.compactMap { try? WireJSON.decode(SyncResponse.self, from: $0) }.flatMap(\.changes).compactMap {
                if case .record(let change) = $0, change.header.visibility == .sealed { change } else { nil }
            }
            #expect(seals.count >= 1)
            #expect(seals.allSatisfy { $0.body == nil && $0.opening == nil && $0.ownKey == nil })
        }

        @Test func `the search finds words, however they are spelled`() {
            for spelling in Haystack.spellings(of: words) {
                #expect(Haystack(Data("before ".utf8) + spelling + Data(" behind".utf8)).holding(words) == [""])
            }
            for offset in 0..<3 {
                let encoded = (Data(repeating: 65, count: offset) + Data((words + "…").utf8)).base64EncodedData()
                #expect(Haystack(encoded).holding(words) == [""])
            }
        }
    }
}
