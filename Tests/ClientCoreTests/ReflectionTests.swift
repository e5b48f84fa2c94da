import Catalogue
import ClientCore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault

@Suite("What is said under a round that is open", .onOwnThreads)
struct ReflectionTests {
    private func round(_ home: TestHome) throws -> RoundView { try #require(try home.client.show(.firstWord).rounds.first) }

    @Test func `reaches the other, whoever says it, offline too; each sees whose it is`() throws {
        let couple = try TestPair.opened()
        for home in [couple.ada, couple.ben] { home.isOffline = true }
        try couple.ada.client.reflect(.firstWord, round: nil, text: "I did not know.")
        try couple.ada.client.react(.firstWord, round: 1, symbol: "👩‍👩‍👧‍👦")
        #expect(try round(couple.ada).reflections.map(\.text) == ["I did not know."])
        couple.world.time.advance(seconds: 5)
        try couple.ben.client.reflect(.firstWord, round: 1, text: "Nor did I.")
        try couple.ben.client.react(.firstWord, round: nil, symbol: "♥")
        for home in [couple.ada, couple.ben] { home.isOffline = false }
        for home in [couple.ada, couple.ben, couple.ada] { try home.sync() }
        for (home, isAdas) in [(couple.ada, true), (couple.ben, false)] {
            let round = try round(home)
            #expect(round.reflections.map(\.text) == ["I did not know.", "Nor did I."])
            #expect(round.reflections.map(\.isMine) == [isAdas, !isAdas])
            #expect(round.myReaction == (isAdas ? "👩‍👩‍👧‍👦" : "♥"))
            #expect(round.theirReaction == (isAdas ? "♥" : "👩‍👩‍👧‍👦"))
        }
    }

    @Test func `is told of once, until it was shown, and only where the round was looked at before`() throws {
        let couple = try TestPair.opened()
        try couple.ada.client.reflect(.firstWord, round: nil, text: "Mine.")
        try couple.ada.sync()
        #expect(try couple.ada.client.status().withUnread.isEmpty)
        try couple.ben.sync()
        #expect(try couple.ben.client.status().withUnread.isEmpty)
        try couple.ben.client.reflect(.firstWord, round: nil, text: "Theirs.")
        try couple.ben.sync()
        try couple.ada.sync()
        #expect(try couple.ada.client.status().withUnread == [RoundReference(prompt: .firstWord, number: 1)])
        #expect(try round(couple.ada).reflections.map(\.isNew) == [false, true])
        try couple.ada.client.markHeard(RoundReference(prompt: .firstWord, number: 1))
        for _ in 1...2 {
            #expect(try couple.ada.client.status().withUnread.isEmpty)
            #expect(try round(couple.ada).reflections.allSatisfy { !$0.isNew })
            try couple.ada.sync()
        }
    }

    @Test func `one sign a partner and round, from whichever machine; taken away it is gone everywhere`() throws {
        let couple = try TestPair.opened()
        let phone = try couple.linkSecondDevice()
        try couple.ada.client.react(.firstWord, round: nil, symbol: "🌱")
        try couple.ada.sync()
        couple.world.time.advance(seconds: 5)
        try phone.client.react(.firstWord, round: nil, symbol: "🔥")
        try phone.client.reflect(.firstWord, round: nil, text: "From the phone.")
        try couple.ada.client.reflect(.firstWord, round: nil, text: "From the desk.")
        for home in [phone, couple.ada, phone, couple.ben] { try home.sync() }
        for home in [couple.ada, phone] {
            #expect(try round(home).myReaction == "🔥")
            #expect(Set(try round(home).reflections.map(\.text)) == ["From the phone.", "From the desk."])
            #expect(try round(home).reflections.allSatisfy(\.isMine))
        }
        #expect(try round(couple.ben).theirReaction == "🔥")
        couple.world.time.advance(seconds: 5)
        try couple.ada.client.react(.firstWord, round: nil, symbol: nil)
        for home in [couple.ada, phone, couple.ben] { try home.sync() }
        #expect(try round(phone).myReaction == nil)
        #expect(try round(couple.ben).theirReaction == nil)
    }

    @Test func `comes back where the server went back, and is not told of again`() throws {
        let couple = try TestPair.opened()
        let old = couple.world.store.snapshot()
        try couple.ben.client.reflect(.firstWord, round: nil, text: "Theirs.")
        try couple.ben.sync()
        try couple.ada.client.reflect(.firstWord, round: nil, text: "Mine.")
        try couple.ada.sync()
        try couple.ada.client.markHeard(RoundReference(prompt: .firstWord, number: 1))
        couple.world.restore(old)
        for home in [couple.ada, couple.ben, couple.ada, couple.ben] { try home.sync() }
        for home in [couple.ada, couple.ben] {
            #expect(Set(try round(home).reflections.map(\.text)) == ["Theirs.", "Mine."])
        }
        #expect(try couple.ada.client.status().withUnread.isEmpty)
    }

    @Test(arguments: [false, true]) func `nothing is said under a round before it is open`(isSealed: Bool) throws {
        let couple = try TestPair()
        if isSealed {
            _ = try couple.ada.client.seal(.firstWord, text: "Safety.")
            try couple.ada.sync()
        }
        #expect(throws: ClientError.notRevealedYet) { try couple.ada.client.reflect(.firstWord, round: nil, text: "Early.") }
        #expect(throws: ClientError.notRevealedYet) { try couple.ada.client.react(.firstWord, round: 1, symbol: "♥") }
        #expect(throws: ClientError.nothingOpened) { try couple.ada.client.lastOpened() }
        #expect(try couple.ada.client.status().pending == 0)
    }

    @Test
    func `of two rounds whose seals lie across one another, the one that was sealed last is the one that opened last`() throws {
        let couple = try TestPair()
        let other = PromptID.smallStep
        for (home, asked) in [(couple.ada, .firstWord), (couple.ada, other), (couple.ben, other), (couple.ben, .firstWord)] {
            couple.world.time.advance(seconds: 60)
            _ = try home.client.seal(asked, text: "Words.")
            try home.sync()
        }
        for home in [couple.ada, couple.ben] {
            try home.sync()
            #expect(try home.client.lastOpened() == RoundReference(prompt: .firstWord, number: 1))
        }
    }

    @Test func `the round that opened last is the one meant, also in a later asking`() throws {
        let couple = try TestPair.opened()
        #expect(try couple.ada.client.lastOpened() == RoundReference(prompt: .firstWord, number: 1))
        couple.world.time.advance(seconds: 60)
        for home in [couple.ada, couple.ben] {
            _ = try home.client.again(.firstWord)
            _ = try home.client.seal(.firstWord, text: "Again.")
            try home.sync()
        }
        try couple.ada.sync()
        #expect(try couple.ada.client.lastOpened() == RoundReference(prompt: .firstWord, number: 2))
        try couple.ada.client.reflect(.firstWord, round: 1, text: "Under the first.")
        try couple.ada.client.reflect(.firstWord, round: nil, text: "Under the second.")
        let rounds = try couple.ada.client.show(.firstWord).rounds
        #expect(rounds.map { $0.reflections.map(\.text) } == [["Under the first."], ["Under the second."]])
    }

    @Test(arguments: [
        "", " ", "\n", "\r\n", "ab", "♥♥", "\u{200B}", "\u{202E}", "\u{1B}", "\u{FE0F}", "\u{301}", "\u{3164}", "\u{E0001}",
        "a" + String(repeating: "\u{301}", count: 40),
    ])
    func `a sign is one character to be seen`(sign: String) throws {
        let couple = try TestPair.opened()
        #expect(throws: ClientError.badReaction) { try couple.ada.client.react(.firstWord, round: nil, symbol: sign) }
    }

    @Test func `stays readable when the partner has left, and nothing is added`() throws {
        let couple = try TestPair.opened()
        try couple.ben.client.reflect(.firstWord, round: nil, text: "Theirs.")
        try couple.ben.client.react(.firstWord, round: nil, symbol: "♥")
        try couple.ben.sync()
        try couple.ada.sync()
        try couple.ben.client.leave()
        _ = try couple.ada.client.sync(budget: nil)
        for home in [couple.ada, couple.ben] {
            #expect(try round(home).reflections.map(\.text) == ["Theirs."])
            #expect(try home.client.timeline(search: "theirs").count == 1)
        }
        #expect(try round(couple.ada).theirReaction == "♥")
        #expect(throws: ClientError.partnerHasLeft) { try couple.ada.client.reflect(.firstWord, round: nil, text: "Late.") }
    }
}
