import Catalogue
import ClientCore
import Models
import Support
import TestTraits
import Testing
import Vault

@Suite("Decks that the two add", .onOwnThreads)
struct DecksTests {
    @Test func `are there for both after a sync, with the same prompts`() throws {
        let couple = try TestPair()
        let deck = try couple.ada.client.addDeck(Self.winter)
        try couple.ada.sync()
        try couple.ben.sync()
        let prompts = try couple.ben.client.prompts(deck: "winter", search: nil)
        #expect(prompts.map(\.id) == deck.prompts.map(\.id))
        #expect(try couple.ben.client.decks().last?.isOwn == true)
    }

    @Test func `reach no server in clear, and nor do questions`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.addDeck(Self.winter)
        _ = try couple.ada.client.ask("Where does the quicksilver go?")
        try couple.ada.sync()
        let sent = couple.ada.transport.transcript.map { String(decoding: $0.request, as: UTF8.self) }
        #expect(sent.count > 3)
        for word in ["quicksilver", "lantern", "winter"] { #expect(!sent.contains { $0.contains(word) }, "\(word)") }
    }

    @Test func `with other words are other prompts, and an answer keeps its question`() throws {
        let couple = try TestPair()
        let before = try couple.ada.client.addDeck(Self.winter).prompts[0].id
        _ = try couple.ada.client.seal(before, text: "the stove")
        let after = try couple.ada.client.addDeck(Self.winter.replacing("lantern", with: "lamp")).prompts[0].id
        #expect(before != after)
        #expect(try couple.ada.client.show(before).question.contains("lantern"))
        // Answered prompts stay listed, after the ones that are offered.
        let listed = try couple.ada.client.prompts(deck: "winter", search: nil)
        #expect(listed.map(\.id) == [after, before])
        #expect(listed.map(\.isOffered) == [true, false])
        #expect(try couple.ada.client.decks().last?.deck.prompts.map(\.id) == [after])
    }

    @Test func `that are mended or removed hide nothing that was written, which a part of its name still finds`() throws {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada.client, couple.ben.client)
        let before = try ada.addDeck(Self.winter).prompts[0].id
        try ada.saveDraft(before, text: "over the stove")
        let after = try ada.addDeck(Self.winter.replacing("lantern", with: "lamp")).prompts[0].id
        // Of two versions, the one with text is meant, as long as the other has none.
        for name in ["stove", "winter/stove", before.description] { #expect(try ada.resolve(name) == before, "\(name)") }
        try ada.saveDraft(after, text: "over the lamp")
        #expect(throws: ClientError.ambiguousPrompt("stove", candidates: [after, before])) { try ada.resolve("stove") }
        #expect(try ada.resolve(after.description) == after)
        try ada.removeDeck("winter")
        #expect(try ada.prompts(deck: nil, search: "over lantern").isEmpty)
        #expect(try ada.prompts(deck: nil, search: "hang lantern").map(\.id) == [before])
        #expect(try ada.prompts(deck: nil, search: nil).filter(\.hasDraft).map(\.id) == [before, after].sorted())
        #expect(try ada.seal(before, text: nil) == .sealed)
        try couple.ada.sync()
        try couple.ben.sync()
        // The partner is offered it, and answers it without naming it.
        #expect(try ben.next(on: Day(number: 20_000)) == before)
        #expect(try ben.resolve("stove") == before)
    }

    @Test func `that hold nothing of anybody's are gone when they are removed`() throws {
        let ada = try TestPair().ada.client
        _ = try ada.addDeck(Self.winter)
        try ada.removeDeck("winter")
        #expect(try ada.prompts(deck: "winter", search: nil).isEmpty)
        #expect(throws: ClientError.self) { try ada.resolve("stove") }
    }

    @Test func `that were removed take no answers along, also where the answers come later`() throws {
        let couple = try TestPair()
        let id = try couple.ada.client.addDeck(Self.winter).prompts[0].id
        try couple.ada.sync()
        try couple.ben.sync()
        _ = try couple.ben.client.seal(id, text: "from Ben")
        try couple.ada.client.removeDeck("winter")
        try couple.ada.sync()
        try couple.ben.sync()
        try couple.ada.sync()
        #expect(try couple.ada.client.status().waitingForMe == [id])
        _ = try couple.ada.client.seal(id, text: "from Ada")
        try couple.ada.sync()
        #expect(try couple.ada.client.show(id).rounds.last?.theirs?.text == "from Ben")
        let phone = try couple.linkSecondDevice()
        #expect(try phone.client.show(id).rounds.last?.theirs?.text == "from Ben")
    }

    @Test func `added by both at once are one deck, alike on both sides`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.addDeck(Self.winter)
        _ = try couple.ben.client.addDeck(Self.winter.replacing("Winter", with: "Cold"))
        for home in [couple.ada, couple.ben, couple.ada] { try home.sync() }
        let titles = try [couple.ada, couple.ben].map { try $0.client.decks().filter(\.isOwn).map(\.deck.title) }
        #expect(titles[0] == titles[1])
        #expect(titles[0].count == 1)
    }

    @Test func `and questions and pledges from before there was a partner are shared with the partner who is joined`() throws {
        let world = try World()
        let (ada, ben) = (try TestHome(world, seed: 1), try TestHome(world, seed: 2))
        for (home, name) in [(ada, "Ada"), (ben, "Ben")] {
            try home.client.initialise(name: name, deviceName: "desk", server: ServerSetting(parsing: World.address))
            _ = try home.client.ask("What does \(name) want to know?")
            _ = try home.client.addPledge("A walk, says \(name)", from: Day(number: 20_000), through: Day(number: 20_006))
        }
        _ = try ben.client.addDeck(Self.winter)
        try ben.client.join(PaperCode(parsing: ada.client.invite().text), name: nil, deviceName: "laptop")
        for home in [ben, ada, ben, ada] { try home.sync() }
        for home in [ada, ben] {
            let questions = try home.client.prompts(deck: "ours", search: nil).map(\.question)
            #expect(Set(questions) == ["What does Ada want to know?", "What does Ben want to know?"])
            #expect(try Set(home.client.pledges().map(\.text)) == ["A walk, says Ada", "A walk, says Ben"])
            #expect(try home.client.decks().contains { $0.deck.id == "winter" })
        }
    }

    @Test func `of the program can be neither replaced nor removed`() throws {
        let couple = try TestPair()
        let flaw = #expect(throws: ClientError.self) {
            try couple.ada.client.addDeck(Self.winter.replacing("id = \"winter\"", with: "id = \"shame\""))
        }
        #expect(flaw == .deckMalformed(DeckError(.taken("shame"), line: 1)))
        #expect(throws: ClientError.builtInDeck("shame")) { try couple.ada.client.removeDeck("shame") }
        #expect(throws: ClientError.unknownDeck("summer")) { try couple.ada.client.removeDeck("summer") }
    }

    private static let winter = """
        id = "winter"
        title = "Winter"

        [[prompt]]
        name = "stove"
        question = "Where in the house would you hang the lantern?"
        """
}
