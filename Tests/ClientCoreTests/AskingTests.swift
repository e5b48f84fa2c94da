import Catalogue
import ClientCore
import Models
import Support
import TestTraits
import Testing

@Suite("A couple's own questions", .onOwnThreads)
struct AskingTests {
    private static let june = Day(number: 20_605)

    private static func settle(_ couple: TestPair) throws {
        for home in [couple.ada, couple.ben, couple.ada, couple.ben] { try home.sync() }
    }

    @Test(arguments: ["dream", "DREAM", "sea", "see the sea"])
    func `are found by their name and by their words`(_ text: String) throws {
        let couple = try TestPair()
        let asked = try couple.ada.client.ask("Did you see the sea?", name: "dream")
        try Self.settle(couple)
        for home in [couple.ada, couple.ben] { #expect(try home.client.resolve(text) == asked) }
    }

    @Test(arguments: ["cafe", "Café", "what’s", "WHAT'S your café?"])
    func `are found whatever the accents and apostrophes`(_ text: String) throws {
        let couple = try TestPair()
        let asked = try couple.ada.client.ask("What's your café?")
        #expect(try couple.ada.client.resolve(text) == asked)
        #expect(throws: ClientError.alreadyAsked(asked)) { try couple.ada.client.ask("What’s your cafe") }
        try couple.ada.client.change(asked, question: "What’s your Café?", name: nil)
    }

    @Test func `come before the decks', but not before the very name of one of theirs`() throws {
        let couple = try TestPair()
        let asked = try couple.ada.client.ask("Which word came first?")
        #expect(try couple.ada.client.resolve("word") == asked)
        #expect(try couple.ada.client.resolve("first-word") == .firstWord)
    }

    @Test func `of which several are meant are all named`() throws {
        let couple = try TestPair()
        let first = try couple.ada.client.ask("Did you see the sea?")
        let second = try couple.ada.client.ask("Do you miss the sea?")
        let error = #expect(throws: ClientError.self) { try couple.ada.client.resolve("sea") }
        guard case .ambiguousPrompt(_, let candidates)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(Set(candidates) == [first, second])
    }

    @Test(arguments: [
        "Did you see the sea?", "did you  SEE the sea", "Díd you see the ſea…",
        "In one word, how does closeness feel to you today?",
    ])
    func `that are there already are not asked twice`(_ question: String) throws {
        let couple = try TestPair()
        let asked = try couple.ada.client.ask("Did you see the sea?")
        let known = try couple.ada.client.show(.firstWord).question
        try Self.settle(couple)
        let error = #expect(throws: ClientError.self) {
            try couple.ben.client.ask(question.hasPrefix("In one") ? known.uppercased() : question)
        }
        #expect(error == .alreadyAsked(question.hasPrefix("In one") ? .firstWord : asked))
    }

    @Test(arguments: ["", "two words", "7", "-x", "Größe", String(repeating: "a", count: 41)])
    func `have a short word as their name`(_ name: String) throws {
        let couple = try TestPair()
        #expect(throws: ClientError.badPromptName) { try couple.ada.client.ask("Did you see the sea?", name: name) }
    }

    @Test func `have names that tell them apart`() throws {
        let couple = try TestPair()
        let asked = try couple.ada.client.ask("Did you see the sea?", name: "dream")
        #expect(throws: ClientError.promptNameTaken("dream", by: asked)) { try couple.ada.client.ask("Why?", name: "dream") }
        #expect(throws: ClientError.promptNameTaken("first-word", by: .firstWord)) {
            try couple.ada.client.ask("Why?", name: "first-word")
        }
    }

    @Test func `can be changed and taken back by whoever asked, until someone answers`() throws {
        let couple = try TestPair()
        let asked = try couple.ada.client.ask("Did you see the sea?")
        try Self.settle(couple)
        #expect(throws: ClientError.notYourQuestion(asked)) {
            try couple.ben.client.change(asked, question: "Why?", name: nil)
        }
        #expect(throws: ClientError.notYourQuestion(asked)) { try couple.ben.client.takeBack(asked) }
        try couple.ada.client.change(asked, question: "Do you miss the sea?", name: "sea")
        try Self.settle(couple)
        #expect(try couple.ben.client.show(asked).question == "Do you miss the sea?")
        #expect(try couple.ben.client.resolve("sea") == asked)
        _ = try couple.ben.client.seal(asked, text: "Every day.")
        try Self.settle(couple)
        #expect(throws: ClientError.alreadyAnswered(asked)) {
            try couple.ada.client.change(asked, question: "Why?", name: nil)
        }
        #expect(throws: ClientError.alreadyAnswered(asked)) { try couple.ada.client.takeBack(asked) }
    }

    @Test func `that are taken back are gone for both, and the words written for them are not`() throws {
        let couple = try TestPair()
        let asked = try couple.ada.client.ask("Did you see the sea?")
        try Self.settle(couple)
        try couple.ben.client.saveDraft(asked, text: "Every day.")
        try couple.ada.client.takeBack(asked)
        try Self.settle(couple)
        #expect(try !couple.ada.client.prompts(deck: nil, search: nil).contains { $0.id == asked })
        let kept = try #require(try couple.ben.client.prompts(deck: nil, search: nil).first { $0.id == asked })
        #expect(!kept.isOffered)
        #expect(try couple.ben.client.show(asked).rounds.map(\.draft?.text) == ["Every day."])
    }

    @Test(arguments: [true, false])
    func `that are taken back while the other answers leave a draft, and no one waits`(isSealedFirst: Bool) throws {
        let couple = try TestPair()
        let asked = try couple.ada.client.ask("Did you see the sea?")
        try Self.settle(couple)
        _ = try couple.ben.client.seal(asked, text: "Every day.")
        if isSealedFirst { try couple.ben.sync() }
        try couple.ada.client.takeBack(asked)
        try couple.ada.sync()
        if !isSealedFirst { try couple.ben.sync() }
        try couple.ada.sync()
        #expect(try couple.ada.client.status().waitingForMe.isEmpty)
        try couple.ben.sync()
        #expect(try couple.ben.client.takeNotices().map(\.notice) == [.takenBack(prompt: asked)])
        try Self.settle(couple)
        #expect(try couple.ben.client.show(asked).rounds.map(\.draft?.text) == ["Every day."])
        for home in [couple.ada, couple.ben] {
            let status = try home.client.status()
            #expect(status.waitingForMe.isEmpty && status.waitingForPartner.isEmpty && status.pending == 0)
        }
    }

    @Test func `can't have the check-in's name`() throws {
        let couple = try TestPair()
        for name in ["checkin", "check-in"] {
            #expect(throws: ClientError.promptNameTaken(name, by: CheckIn.prompt.id)) {
                try couple.ada.client.ask("Did you see the sea?", name: name)
            }
        }
    }

    @Test func `what is revealed can't be skipped`() throws {
        let couple = try TestPair()
        for home in [couple.ada, couple.ben] { _ = try home.client.seal(.firstWord, text: "Rain.") }
        try Self.settle(couple)
        #expect(throws: ClientError.alreadyRevealed(.firstWord)) { try couple.ada.client.skip(.firstWord) }
        _ = try couple.ada.client.again(.firstWord)
        try couple.ada.client.skip(.firstWord)
    }

    @Test func `a pause rests at once where it was asked for, and from its day on for both`() throws {
        let couple = try TestPair()
        try Self.settle(couple)
        let today = Day.notBegun(at: couple.ada.clocks.wall).advanced(by: -1)
        try couple.ada.client.set(.pause, to: "on")
        try Self.settle(couple)
        let from = try couple.ada.client.schedule().from
        #expect(today < from)
        #expect(try couple.ada.client.today(on: today, about: nil).isPaused)
        #expect(try couple.ben.client.today(on: today, about: nil).prompt != nil)
        for home in [couple.ada, couple.ben] { #expect(try home.client.today(on: from, about: nil).isPaused) }
        #expect(try couple.ben.client.wholeSchedule().pausedSince == from)
        try couple.ada.client.set(.pause, to: "off")
        #expect(try couple.ada.client.today(on: today, about: nil).prompt != nil)
        #expect(try couple.ada.client.wholeSchedule().pausedSince == nil)
    }

    @Test func `a question about a barrier comes from the chosen decks, unless any deck will do`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.reschedule { $0.decks = ["openers"] }
        let day = try couple.ada.client.schedule().from
        #expect(try couple.ada.client.today(on: day, about: .shame).instead?.deck ?? "openers" == "openers")
        #expect(try couple.ada.client.today(on: day, about: .shame, in: .all).instead != nil)
        _ = try couple.ada.client.reschedule { $0.decks = ["founding"] }
        let found = try couple.ada.client.today(on: day, about: .shame).instead
        #expect(found?.deck ?? "founding" == "founding")
    }
}
