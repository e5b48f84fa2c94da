import ClientCore
import Models
import Support
import TestTraits
import Testing

@Suite("Two devices of one partner edit the same answer offline", .onOwnThreads)
struct ConvergenceTests {
    /// Days by which the clocks of the first and second device were changed after their last sync.
    @Test(arguments: [-2, 0, 2], [-2, 0, 2])
    func `the later edit wins, however the clocks were stepped within one boot`(first: Int64, second: Int64) throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        _ = try couple.ada.client.seal(.firstWord, text: "The first thought.")
        try couple.ada.sync()
        try phone.sync()

        couple.ada.clocks.ahead = first * 86_400
        phone.clocks.ahead = second * 86_400
        couple.world.time.advance(seconds: 60)
        _ = try couple.ada.client.seal(.firstWord, text: "Written earlier.")
        couple.world.time.advance(seconds: 60)
        _ = try phone.client.seal(.firstWord, text: "Written later.")
        couple.world.time.advance(seconds: 3600)

        // The later edit arrives first, the earlier one last.
        try phone.sync()
        try couple.ada.sync()
        try phone.sync()
        for home in [couple.ada, phone] {
            #expect(try home.client.show(.firstWord).rounds[0].mine?.text == "Written later.")
        }
        let lost = try couple.ada.client.history(.firstWord).filter { $0.reason == .superseded }
        #expect(lost.map(\.words.text) == ["Written earlier."])
        #expect(try couple.ada.client.takeNotices().map(\.notice).contains(.superseded(prompt: .firstWord)))

        try couple.ada.client.restore(.firstWord, version: lost[0].number)
        try couple.ada.sync()
        try phone.sync()
        for home in [couple.ada, phone] {
            #expect(try home.client.show(.firstWord).rounds[0].mine?.text == "Written earlier.")
        }
        #expect(try phone.client.history(.firstWord).map(\.words.text).contains("Written later."))
        #expect(try couple.ada.client.status().pending == 0)
    }

    @Test func `a draft that something else was sealed over stays in the history of the machine where it was written`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        try couple.ada.client.saveDraft(.firstWord, text: "Only a draft.")
        try couple.ada.sync()
        try phone.sync()
        try phone.client.saveDraft(.smallStep, text: "Sealed as it was.")
        for home in [phone, couple.ada] { try home.sync() }
        _ = try phone.client.seal(.firstWord, text: "Something else.")
        _ = try phone.client.seal(.smallStep, text: nil)
        for home in [phone, couple.ada] { try home.sync() }
        for home in [couple.ada, phone] {
            #expect(try home.client.history(.firstWord).map(\.words.text) == ["Only a draft.", "Something else."])
            #expect(try home.client.history(.smallStep).map(\.words.text) == ["Sealed as it was."])
        }
    }

    @Test func `an edit made with another version in view is told to its author when it takes that version's place`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        try couple.ada.client.saveDraft(.firstWord, text: "On the desk.")
        couple.world.time.advance(seconds: 5)
        try phone.client.saveDraft(.firstWord, text: "On the phone.")
        try couple.ada.sync()
        try phone.sync()
        try couple.ada.sync()
        #expect(try couple.ada.client.show(.firstWord).rounds[0].draft?.text == "On the phone.")
        #expect(try couple.ada.client.history(.firstWord).map(\.words.text).contains("On the desk."))
        #expect(try couple.ada.client.takeNotices().map(\.notice).contains(.superseded(prompt: .firstWord)))
    }

    @Test func `the same words sealed on two devices are no edit that came too late`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        for home in [couple.ada, phone] { _ = try home.client.seal(.firstWord, text: "The same.") }
        try couple.ada.sync()
        try phone.sync()
        #expect(try phone.client.show(.firstWord).rounds[0].state == .revealed)
        #expect(try !phone.client.takeNotices().map(\.notice).contains(.locked(prompt: .firstWord)))
        #expect(try phone.client.history(.firstWord).map(\.words.text) == ["The same."])
    }

    @Test func `a device asleep for a year, with its clock at its birth, syncs like any other`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.firstWord, text: "Written a year ago.")
        couple.world.time.advance(seconds: 365 * 86_400)
        couple.ada.clocks.reboot()
        couple.ada.clocks.ahead = -40 * 365 * 86_400
        try couple.ada.sync()
        #expect(try couple.ada.client.status().pending == 0)
        try couple.ben.sync()
        #expect(try couple.ben.client.show(.firstWord).rounds[0].state == .sealedByPartner)
    }

    @Test func `an edit that comes after the freeze is kept, and told; the frozen answer stays`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        _ = try couple.ada.client.seal(.firstWord, text: "As frozen.")
        try couple.ada.sync()
        try phone.sync()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        _ = try phone.client.seal(.firstWord, text: "Too late.")
        try phone.sync()
        #expect(try phone.client.show(.firstWord).rounds[0].mine?.text == "As frozen.")
        #expect(try phone.client.show(.firstWord).rounds[0].state == .revealed)
        #expect(try phone.client.history(.firstWord).filter { $0.reason == .locked }.map(\.words.text) == ["Too late."])
        #expect(try phone.client.takeNotices().map(\.notice).contains(.locked(prompt: .firstWord)))
        #expect(throws: ClientError.frozen) { try phone.client.withdraw(.firstWord) }
    }
}
