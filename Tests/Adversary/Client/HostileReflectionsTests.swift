import Catalogue
import ClientCore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A partner who plays with what is said under a round", .onOwnThreads)
struct HostileReflectionsTests {
    private func put(_ document: String, by writer: TestHome, as author: TestHome, in couple: TestPair, seed: UInt64) throws
        -> Outcome
    {
        try couple.forge(document, owner: .author, by: writer, as: author, seed: seed)
    }

    private func reflection(
        _ text: String, prompt: String = PromptID.firstWord.description, number: String = "1", at: String = "0"
    ) -> String {
        #"{"reflection":{"prompt":"\#(prompt)","number":\#(number),"text":"\#(text)","at":\#(at)}}"#
    }

    private func reaction(_ sign: String, at: String = "0") -> String {
        #"{"reaction":{"prompt":"\#(PromptID.firstWord)","number":1,"sign":"\#(sign)","at":\#(at)}}"#
    }

    @Test(.attacks(.nobodyWritesInYourName)) func `cannot say anything in the other's name`() throws {
        let couple = try TestPair.opened()
        let outcome = try put(reflection("I was wrong."), by: couple.ben, as: couple.ada, in: couple, seed: 7)
        #expect(outcome == .refused(.foreignAuthor))
        try couple.ada.sync()
        #expect(try couple.ada.client.show(.firstWord).rounds[0].reflections.isEmpty)
    }

    @Test(.attacks(.noEarlyReading)) func `cannot be heard under a round before it is open`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.firstWord, text: "Safety.")
        try couple.ada.sync()
        #expect(try put(reflection("Psst."), by: couple.ben, as: couple.ben, in: couple, seed: 7) == .applied)
        #expect(try put(reaction("♥"), by: couple.ben, as: couple.ben, in: couple, seed: 8) == .applied)
        try couple.ada.sync()
        let round = try couple.ada.client.show(.firstWord).rounds[0]
        #expect(round.reflections.isEmpty && round.theirReaction == nil)
        #expect(try couple.ada.client.status().withUnread.isEmpty)
        #expect(try couple.ada.client.timeline(search: "psst").isEmpty)
        #expect(try couple.ada.client.export().prompts.allSatisfy { $0.rounds.allSatisfy(\.reflections.isEmpty) })
    }

    @Test(.attacks(.nothingIsLost)) func `brings nothing down by saying what makes no sense`() throws {
        let couple = try TestPair.opened()
        let documents = [
            reflection("far", number: "9223372036854775807"), reflection("below", number: "-9223372036854775808"),
            reflection("beyond", number: "1e300"), reflection(" "), reflection("elsewhere", prompt: ""),
            reflection("elsewhere", prompt: "no such/prompt"), reflection("late", at: "9223372036854775807"),
            reflection("early", at: "-9223372036854775808"), reaction(""), reaction("no sign"), reaction(#"\u001b"#),
            reaction(#"\u202e"#), #"{"reflection":{}}"#,
        ]
        for (index, document) in documents.enumerated() {
            let outcome = try put(document, by: couple.ben, as: couple.ben, in: couple, seed: 100 + UInt64(index))
            #expect(outcome == .applied)
        }
        try couple.ada.sync()
        let view = try couple.ada.client.show(.firstWord)
        #expect(view.rounds.count == 1)
        #expect(view.rounds[0].reflections.map(\.text) == ["early", "late"])
        #expect(view.rounds[0].theirReaction == nil)
        #expect(try couple.ada.client.timeline(search: nil).count == 1)
        #expect(try couple.ada.client.status().withUnread == [RoundReference(prompt: .firstWord, number: 1)])
        try couple.ada.client.markHeard(RoundReference(prompt: .firstWord, number: 1))
        #expect(try couple.ada.client.status().withUnread.isEmpty)
    }

    @Test(.attacks(.nobodyWritesInYourName)) func `leaves many signs, and the latest is seen, alike everywhere`() throws {
        let couple = try TestPair.opened()
        for (index, sign) in ["🌱", "🔥", "♥", "😊"].enumerated() {
            let document = reaction(sign, at: index == 0 ? "0" : "5")
            _ = try put(document, by: couple.ben, as: couple.ben, in: couple, seed: 200 + UInt64(index))
        }
        try couple.ada.sync()
        let phone = try couple.linkSecondDevice()
        for home in [couple.ada, phone] { #expect(try home.client.show(.firstWord).rounds[0].theirReaction == "😊") }
    }
}
