import ClientCore
import Support
import TestTraits
import Testing
import Wire

@Suite("Words that gave way are in the history at once", .onOwnThreads)
struct HistoryTests {
    @Test
    func `words that were sent and replaced while offline are there before the next sync, once, and with the same number after it`()
        throws
    {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.firstWord, text: "First.")
        try couple.ada.sync()
        _ = try couple.ada.client.seal(.firstWord, text: "Second.")
        let offline = try couple.ada.client.history(.firstWord)
        #expect(offline.map(\.words.text) == ["First.", "Second."])
        #expect(offline.map(\.reason) == [.edited, nil])
        try couple.ada.sync()
        #expect(try couple.ada.client.history(.firstWord) == offline)
        try couple.ada.client.restore(.firstWord, version: 1)
        #expect(try couple.ada.client.show(.firstWord).rounds[0].mine?.text == "First.")
    }

    @Test func `words whose acknowledgement was lost are there although newer ones are on their way`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.firstWord, text: "First.")
        couple.ada.transport.fault = { $0 == .sync ? .replyLost : .none }
        _ = try couple.ada.client.sync(budget: nil)
        _ = try couple.ada.client.seal(.firstWord, text: "Second.")
        #expect(try couple.ada.client.history(.firstWord).map(\.words.text) == ["First.", "Second."])
    }

    @Test func `a draft gives way to other words that are sealed, on every device, and is not lost`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        try phone.client.saveDraft(.firstWord, text: "A draft on the phone.")
        try phone.sync()
        try couple.ada.sync()
        _ = try couple.ada.client.seal(.firstWord, text: "Something else.")
        for home in [couple.ada, phone] {
            try home.sync()
            #expect(try home.client.history(.firstWord).map(\.words.text) == ["A draft on the phone.", "Something else."])
        }
    }

    @Test func `a version that was a draft comes back as a draft, where other words are sealed as well`() throws {
        let couple = try TestPair()
        try couple.ada.client.saveDraft(.firstWord, text: "For nobody yet.")
        _ = try couple.ada.client.seal(.firstWord, text: "For Ben.")
        try couple.ada.sync()
        try couple.ada.client.restore(.firstWord, version: 1)
        try couple.ada.sync()
        let round = try couple.ada.client.show(.firstWord).rounds[0]
        #expect(round.mine?.text == "For Ben.")
        #expect(round.draft?.text == "For nobody yet.")
    }

    @Test func `a draft that is sealed as it is leaves one version`() throws {
        let couple = try TestPair()
        try couple.ada.client.saveDraft(.firstWord, text: "The very words.")
        _ = try couple.ada.client.seal(.firstWord, text: nil)
        #expect(try couple.ada.client.history(.firstWord).map(\.words.text) == ["The very words."])
        try couple.ada.sync()
        #expect(try couple.ada.client.history(.firstWord).map(\.words.text) == ["The very words."])
    }
}
