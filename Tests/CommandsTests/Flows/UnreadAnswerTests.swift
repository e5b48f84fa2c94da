import ClientCore
import Commands
import Presentation
import Support
import TestTraits
import Testing

@Suite("Answers that this version cannot read", .onOwnThreads)
struct UnreadAnswerTests {
    /// Ada has sealed, and whatever Ben sealed is revealed beside it.
    private static func reveal(_ content: String) throws -> Person {
        let couple = try TestPair()
        let ada = Person(couple.ada)
        _ = ada.run("answer", "first-word", "--text", "home")
        try couple.deliverAnswer(content, to: .firstWord)
        try couple.ada.sync()
        return ada
    }

    @Test func `an answer of a newer version: show, status, open and doctor say what to do`() throws {
        let ada = try Self.reveal(#"{"photo":{}}"#)
        let show = ada.run("show", "first-word", "--offline")
        let status = ada.run("status")
        let open = ada.run("open", "--offline")
        let doctor = ada.run("doctor")
        let json = ada.run("show", "first-word", "--offline", "--json")
        let sentence = "Revealed. Ben sealed with a newer version of twofold: update it on this device to read the answer."
        #expect(show.output.contains(sentence))
        #expect(
            show.errors.contains("Something for founding/first-word was written with a newer version of twofold, and can't be read")
        )
        #expect(!show.output.contains("synced again"))
        #expect(
            status.output.contains(
                "Revealed, but sealed with a newer version of twofold: founding/first-word. Update it on this device."))
        #expect(open.output == "Nothing new has been revealed since you last looked.\n")
        #expect(doctor.output.contains("1 thing was written with a newer version of twofold"))
        #expect(!doctor.output.contains("haven't"))
        #expect(json.output.contains(#""mine_unread":null,"theirs_unread":"needs_newer_version""#))
    }

    @Test func `a check-in of the partner's that can't be read doesn't hold up the next`() throws {
        let couple = try TestPair()
        let ada = Person(couple.ada)
        let first = ada.run("checkin", "--rate", "trusting=8")
        try couple.deliverAnswer(#"{"photo":{}}"#, to: "checkin/us")
        try couple.ada.sync()
        let second = ada.run("checkin", "--rate", "trusting=9")
        #expect(first.status == .done && second.status == .done)
        #expect(second.errors.contains("newer version of twofold"))
    }

    @Test func `what is no answer is said to be none`() throws {
        let ada = try Self.reveal(#"{"name":{"name":"Ben"}}"#)
        let show = ada.run("show", "first-word", "--offline")
        let status = ada.run("status")
        let doctor = ada.run("doctor")
        #expect(show.output.contains("Revealed. What Ben sealed isn't an answer, so there's nothing to show."))
        #expect(!show.output.contains("synced again"))
        #expect(!status.output.contains("Revealed"))
        #expect(doctor.output.contains("`twofold again founding/first-word` asks the question again."))
    }
}
