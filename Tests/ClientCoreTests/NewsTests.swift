import Catalogue
import ClientCore
import Models
import Support
import TestTraits
import Testing
import Vault

@Suite("What a partner did", .onOwnThreads)
struct NewsTests {
    private static let june = Day(number: 20_605)

    private static func settle(_ couple: TestPair) throws {
        for home in [couple.ada, couple.ben, couple.ada, couple.ben] { try home.sync() }
    }

    private static func settled() throws -> TestPair {
        let couple = try TestPair()
        try settle(couple)
        for home in [couple.ada, couple.ben] { try home.client.markNewsTold() }
        return couple
    }

    private static func news(_ home: TestHome) throws -> [News] { try home.client.status().news }

    @Test func `a question stays news until it is answered, whoever was told`() throws {
        let couple = try Self.settled()
        let asked = try couple.ben.client.ask("What did you dream of?")
        try Self.settle(couple)
        #expect(try Self.news(couple.ada) == [.asks(asked, question: "What did you dream of?")])
        #expect(try Self.news(couple.ben).isEmpty)
        try couple.ada.client.markNewsTold()
        #expect(try Self.news(couple.ada) == [.asks(asked, question: "What did you dream of?")])
        _ = try couple.ada.client.seal(asked, text: "Of the sea.")
        #expect(try Self.news(couple.ada).isEmpty)
    }

    @Test func `a question that was skipped is news no longer`() throws {
        let couple = try Self.settled()
        let asked = try couple.ben.client.ask("What did you dream of?")
        try Self.settle(couple)
        try couple.ada.client.skip(asked)
        #expect(try Self.news(couple.ada).isEmpty)
    }

    @Test func `a pledge, and that it was kept, are told once`() throws {
        let couple = try Self.settled()
        _ = try couple.ben.client.addPledge("Phones away at dinner", from: Self.june, through: Self.june.advanced(by: 6))
        try Self.settle(couple)
        #expect(try Self.news(couple.ada) == [.pledged("Phones away at dinner")])
        try couple.ada.client.markNewsTold()
        #expect(try Self.news(couple.ada).isEmpty)
        try couple.ben.client.keepPledge(1, on: Self.june)
        try Self.settle(couple)
        #expect(try Self.news(couple.ada) == [.keptPledge("Phones away at dinner")])
        #expect(try Self.news(couple.ben).isEmpty)
    }

    @Test func `a pause, its end, and other settings are told with the day from which they hold`() throws {
        let couple = try Self.settled()
        let day = try couple.ben.client.reschedule { $0.isPaused = true }
        try Self.settle(couple)
        #expect(try Self.news(couple.ada) == [.paused(from: day)])
        try couple.ada.client.markNewsTold()
        couple.world.time.advance(seconds: 3 * 86_400)
        let later = try couple.ben.client.reschedule { $0.isPaused = false }
        try Self.settle(couple)
        #expect(try Self.news(couple.ada) == [.resumed(from: later)])
        try couple.ada.client.markNewsTold()
        couple.world.time.advance(seconds: 3 * 86_400)
        let last = try couple.ben.client.reschedule { $0.decks = ["founding"] }
        try Self.settle(couple)
        #expect(try Self.news(couple.ada) == [.changed([.decks], from: last)])
    }

    @Test func `an answer to a question that was revealed before is told as one`() throws {
        let couple = try Self.settled()
        for home in [couple.ada, couple.ben] { _ = try home.client.seal(.firstWord, text: "Rain.") }
        try Self.settle(couple)
        _ = try couple.ben.client.again(.firstWord)
        _ = try couple.ben.client.seal(.firstWord, text: "Snow.")
        try Self.settle(couple)
        let question = try couple.ada.client.show(.firstWord).question
        #expect(
            try Self.news(couple.ada) == [.answeredAgain(RoundReference(prompt: .firstWord, number: 2), question: question)])
    }

    @Test func `what one changed oneself since is not the other's doing`() throws {
        let couple = try Self.settled()
        _ = try couple.ben.client.reschedule { $0.isPaused = true }
        try Self.settle(couple)
        couple.world.time.advance(seconds: 3 * 86_400)
        _ = try couple.ada.client.reschedule { $0.decks = ["founding"] }
        #expect(try Self.news(couple.ada).isEmpty)
        try Self.settle(couple)
        #expect(try Self.news(couple.ada).isEmpty)
        #expect(try Self.news(couple.ben).count == 1)
    }

    @Test func `a skipped question presses no one, whoever sealed it and whatever was begun`() throws {
        let couple = try Self.settled()
        try couple.ada.client.saveDraft(.firstWord, text: "Rain, or")
        try couple.ada.client.skip(.firstWord)
        _ = try couple.ben.client.seal(.firstWord, text: "Snow.")
        try Self.settle(couple)
        let status = try couple.ada.client.status()
        #expect(status.waitingForMe.isEmpty && status.drafts.isEmpty && status.news.isEmpty)
        let states = try couple.ada.client.findings(after: nil).map { "\($0)" }
        #expect(!states.contains { $0.contains("answerAwaited") })
        try couple.ada.client.skip(.firstWord, undo: true)
        #expect(try couple.ada.client.status().waitingForMe == [.firstWord])
    }

    @Test func `a device that is linked hears nothing of the years before`() throws {
        let couple = try TestPair()
        _ = try couple.ben.client.addPledge("Phones away at dinner", from: Self.june, through: Self.june.advanced(by: 6))
        try Self.settle(couple)
        let phone = try TestHome(couple.world, seed: 9)
        try phone.client.useLink(PaperCode(parsing: couple.ada.client.link().text), deviceName: "phone")
        for home in [couple.ada, phone, couple.ada, phone] { try home.sync() }
        #expect(try Self.news(phone).isEmpty)
        #expect(try phone.client.pledges().map(\.text) == ["Phones away at dinner"])
    }

    @Test func `of many pages that a linked device fetches first, none is news`() throws {
        let couple = try TestPair()
        for number in 0..<300 {
            _ = try couple.ben.client.addPledge(
                "\(number) " + String(repeating: "long ", count: 350), from: Self.june, through: Self.june.advanced(by: 6))
        }
        try Self.settle(couple)
        let phone = try TestHome(couple.world, seed: 9)
        try phone.client.useLink(PaperCode(parsing: couple.ada.client.link().text), deviceName: "phone")
        for home in [couple.ada, phone, couple.ada, phone] { try home.sync() }
        #expect(try phone.client.pledges().count == 300)
        #expect(try Self.news(phone).isEmpty)
    }

    @Test func `drafts are remembered until their answer is sealed`() throws {
        let couple = try Self.settled()
        try couple.ada.client.saveDraft(.firstWord, text: "Rain, or")
        #expect(try couple.ada.client.status().drafts == [.firstWord])
        _ = try couple.ada.client.seal(.firstWord, text: "Rain.")
        #expect(try couple.ada.client.status().drafts.isEmpty)
    }
}
