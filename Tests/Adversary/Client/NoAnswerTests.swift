import Catalogue
import ClientCore
import LocalStore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A partner who seals something that is no answer", .onOwnThreads)
struct NoAnswerTests {
    private static func document(
        _ kind: String = "answer", prompt: String = "founding/first-word", number: String = "1", text: String = "Warmth."
    ) -> String {
        #"{"\#(kind)":{"prompt":"\#(prompt)","question":"?","number":\#(number),"text":"\#(text)","at":0,"isFinished":false}}"#
    }

    @Test(
        .attacks(.commitmentBinds), .shows(.nonsense),
        arguments: [
            document("draft"), document(prompt: "founding/small-step"), document(prompt: "nowhere"), document(number: "2"),
            document(number: "-1"), #"{"name":{"name":"Mallory"}}"#, #"{"answer":{}}"#, "[]", "Not JSON.", "",
        ])
    func `is found out when it is revealed, and the two go on`(content: String) throws {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada, couple.ben)
        _ = try ada.client.seal(.firstWord, text: "Safety.")
        try ada.sync()
        _ = try ada.noticesTaken()
        let round = try ben.roundID(.firstWord)
        let (record, opening) = try ben.sealer().encryptAnswer(
            Bytes(content.utf8), as: ben.answerHeader(round, at: couple.world.time.now), round: round,
            personal: ben.key(.personal),
            escrow: ben.key(.couple))
        let reply = try ben.wire(couple.world).sync([.record(RecordWrite(record: record, opening: opening))])
        #expect(reply.outcomes == [.applied])
        for _ in 0..<2 { try ada.sync() }
        let shown = try ada.round(.firstWord)
        #expect(shown.mine?.text == "Safety." && shown.theirs == nil && shown.theirsUnread == .notAnAnswer)
        #expect(shown.state == .revealed)
        #expect(try ada.noticesTaken() == [.notAnAnswer(prompt: .firstWord)])
        let reference = RoundReference(prompt: .firstWord, number: 1)
        #expect(try ada.client.findings(after: nil).contains(.notAnAnswer([reference])))
        #expect(try ada.client.status().opened.isEmpty && ada.client.opened().isEmpty)
        #expect(try ada.client.again(.firstWord).number == 2)
        _ = try ada.client.export()
    }

    @Test(.attacks(.nothingIsLost))
    func `cannot put something of theirs in the way of a draft of mine, though they know its id`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        let naming = RoundNaming(seed: try couple.ada.key(.personalSeed))
        let id = naming.record("draft", "\(PromptID.firstWord)#1", of: try couple.ada.membership.partner)
        try couple.deliver([#"{"name":{"name":"Mallory"}}"#], id: id)
        try couple.ada.sync()
        couple.world.time.advance(seconds: 60)
        try phone.client.saveDraft(.firstWord, text: "A thought.")
        try phone.sync()
        try couple.ada.sync()
        #expect(try couple.ada.round(.firstWord).draft?.text == "A thought.")
    }
}
