import ClientCore
import LocalStore
import Models
import Support
import TestTraits
import Testing
import Vault

@Suite("What a newer version of the program wrote", .onOwnThreads)
struct NewerVersionTests {
    private static let answerFields =
        #"{"prompt":"founding/first-word","question":"?","number":1,"text":"Home.","at":0,"isFinished":false}"#

    @Test(arguments: [
        #"{"photo":{"picture":"AAAA"}}"#, #"{"needs":2,"answer":\#(answerFields)}"#, #"{"needs":2,"answer":{"song":1}}"#,
    ])
    func `an answer of a newer version is said to need it, and is not told of as opened`(content: String) throws {
        let couple = try TestPair()
        let ada = couple.ada.client
        _ = try ada.seal(.firstWord, text: "Safety.")
        try couple.ada.sync()
        _ = try ada.takeNotices()
        try couple.deliverAnswer(content, to: .firstWord)
        #expect(try couple.ada.sync().opened.isEmpty)
        let round = try ada.show(.firstWord).rounds[0]
        #expect(round.mine?.text == "Safety." && round.theirs == nil && round.theirsUnread == .needsNewerVersion)
        #expect(round.state == .revealed)
        let status = try ada.status()
        #expect(status.opened.isEmpty && status.needsNewerVersion == [RoundReference(prompt: .firstWord, number: 1)])
        #expect(try ada.opened().isEmpty)
        #expect(try ada.takeNotices().map(\.notice) == [.needsNewerVersion(prompt: .firstWord)])
        let findings = try couple.ada.examine()
        #expect(findings.contains(.needsNewerVersion(1)))
        #expect(!findings.contains { if case .keysMissing = $0 { true } else { false } })
        #expect(try ada.again(.firstWord).number == 2)
    }

    @Test func `what both share is counted, told of once, and kept as it was signed`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.takeNotices()
        try couple.deliver([#"{"photo":{}}"#, #"{"needs":7,"name":{"name":"Ben the Great"}}"#])
        try couple.ada.sync()
        #expect(try couple.ada.client.takeNotices().map(\.notice) == [.needsNewerVersion(prompt: nil)])
        #expect(try couple.ada.examine().contains(.needsNewerVersion(2)))
        #expect(try couple.ada.client.status().partner == "Ben")
        let id = RecordID(validated: SeededRandom(seed: 700).bytes(32))
        #expect(try couple.ada.store.read { try $0.record(id)?.body?.bytes.isEmpty } == false)
    }

    @Test func `nothing is written over what a newer version wrote`() throws {
        let couple = try TestPair()
        let seed = try #require(try couple.ada.keyRing.all.first { $0.purpose == .coupleSeed }?.key)
        let id = RoundNaming(seed: seed).record("schedule", "", of: nil)
        try couple.deliver([#"{"needs":2,"schedule":{"schedule":{"spans":[],"moods":[1]}}}"#], id: id, owner: .couple)
        try couple.ada.sync()
        #expect(throws: ClientError.needsNewerVersion) { try couple.ada.client.set(.pause, to: "on") }
        #expect(try couple.ada.client.status().pending == 0)
    }

    @Test(arguments: [
        (#"{"name":{"name":"Ada"}}"#, "document"), (#"{"needs":1,"name":{"name":"Ada"}}"#, "document"),
        (#"{"name":{"name":"Ada","pronoun":"she"},"later":true}"#, "document"),
        (#"{"needs":2,"name":{"name":"Ada"}}"#, "newer"),
        (#"{"photo":{}}"#, "newer"), (#"{"needs":1,"photo":7}"#, "newer"), (#"{"needs":2}"#, "newer"),
        (#"{"name":{}}"#, "malformed"), (#"{"name":"Ada"}"#, "malformed"), (#"{}"#, "malformed"),
        (#"{"needs":1}"#, "malformed"),
        (#"{"needs":"2","name":{"name":"Ada"}}"#, "malformed"), ("[]", "malformed"), ("", "malformed"), ("words", "malformed"),
        (#"{"name":{"name":"Ada"},"skip":{"prompt":"a/b","at":0}}"#, "malformed"),
        (#"{"needs":null,"name":{"name":"Ada"}}"#, "malformed"), (#"{"needs":1.5,"name":{"name":"Ada"}}"#, "malformed"),
        (#"{"needs":1.0,"name":{"name":"Ada"}}"#, "document"), (#"{"needs":2.0,"name":{}}"#, "newer"),
        (#"{"name":{"name":"Ada"},"name":7}"#, "document"), (#"{"name":7,"name":{"name":"Ada"}}"#, "malformed"),
        (#"{"needs":1,"needs":2,"name":{"name":"Ada"}}"#, "document"), ("\u{FEFF}{\"name\":{\"name\":\"Ada\"}}", "malformed"),
    ])
    func `whether a document can be read, needs a newer version, or is none`(content: String, expected: String) {
        #expect(read(Bytes(content.utf8)) == expected)
    }

    @Test func `a document in UTF-16, or with octets that are no UTF-8, is malformed, whether or not they matter to a reader`() {
        let text = #"{"name":{"name":"Ada"}}"#
        let small: Bytes = Bytes(text.utf8).flatMap { [$0, 0] }
        let great: Bytes = Bytes(text.utf8).flatMap { [0, $0] }
        for content in [small, great, [0xFF, 0xFE] + small] { #expect(read(content) == "malformed") }
        #expect(read(Bytes(#"{"later":""#.utf8) + [0xE4] + Bytes(#"","name":{"name":"Ada"}}"#.utf8)) == "malformed")
        #expect(read(Bytes(#"{"later":"ä","name":{"name":"Ada"}}"#.utf8)) == "document")
    }

    private func read(_ content: Bytes) -> String {
        switch DocumentReading(content) {
        case .document: "document"
        case .needsNewerVersion: "newer"
        case .malformed: "malformed"
        case .nothing, .keyMissing: "nothing"
        }
    }
}
