import Catalogue
import ClientCore
import Foundation
import LocalStore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("After an update that brought other questions", .onOwnThreads)
struct CatalogueUpdateTests {
    /// 2026-06-01, when worlds start; the next date that has started nowhere is two days later.
    private static let june = Day(number: 20_605)
    private static let retired: PromptID = "shame/quietly-proud"

    private static func ask(_ home: TestHome, _ day: Int64) throws -> PromptID? {
        try home.client.today(on: june.advanced(by: day), about: nil).prompt?.id
    }

    /// What the program before the update asks.
    private static func old(_ couple: TestPair, _ day: Int64) throws -> PromptID? {
        let seed = try #require(try couple.ada.keyRing.all.first { $0.purpose == .coupleSeed }?.key)
        let naming = RoundNaming(seed: seed)
        return PromptOfTheDay(
            schedule: .standard(in: .first), prompts: try Catalogue.builtIn().asked(in: .first)
        ) { naming.rank(prompt: $0.description) }.prompt(on: june.advanced(by: day))?.prompt.id
    }

    /// Ada learns since when Ben's program has had the new edition; `nil`: it's older.
    private static func benSays(since day: Int64?, _ couple: TestPair) throws {
        let since = day.map { #","editions":[{"edition":2,"since":"\#(june.advanced(by: $0))"}]"# } ?? ""
        couple.world.time.advance(seconds: 3600)
        try couple.deliver([#"{"name":{"name":"Ben"\#(since)}}"#])
        try couple.ada.sync()
    }

    // MARK: One of two programs is older

    @Test func `the newer program asks what the older one asks, until that one is updated too`() throws {
        let couple = try TestPair()
        try Self.benSays(since: nil, couple)
        for day in 0..<12 as Range<Int64> { #expect(try Self.ask(couple.ada, day) == Self.old(couple, day)) }
        #expect(try couple.ada.client.schedule() == Schedule.standard(in: .first).latest)

        try Self.benSays(since: 5, couple)
        for day in 0..<5 as Range<Int64> { #expect(try Self.ask(couple.ada, day) == Self.old(couple, day)) }
        let later = try (5..<30).map { try Self.ask(couple.ada, $0) }
        #expect(try later != (5..<30).map { try Self.old(couple, $0) })
        #expect(later.contains { ["play", "money", "dreams", "family", "repair", "digital"].contains($0?.deck) })
        #expect(try couple.ada.client.schedule().decks == Schedule.standardDecks)
    }

    @Test func `a day keeps the question it has shown, even if the partner turns out to have an older program`() throws {
        let couple = try TestPair()
        let first = Set(try Catalogue.builtIn().asked(in: .first).map(\.id))
        let day = try #require(try (0..<60).first { day in try Self.ask(couple.ada, day).map { !first.contains($0) } ?? false })
        let shown = try Self.ask(couple.ada, day)
        try Self.benSays(since: nil, couple)
        #expect(try Self.ask(couple.ada, day) == shown)
        #expect(try Self.ask(couple.ada, day + 1) == Self.old(couple, day + 1))
    }

    @Test func `decks that the older program doesn't have can't be chosen, and nothing is set`() throws {
        let couple = try TestPair()
        try Self.benSays(since: nil, couple)
        #expect(throws: ClientError.partnerNeedsUpdate) { try couple.ada.client.set(.decks, to: "founding,money") }
        #expect(throws: ClientError.partnerNeedsUpdate) { try couple.ada.client.set(.follow, to: "check-ins") }
        #expect(try couple.ada.client.status().pending == 0)
        try couple.ada.client.set(.decks, to: "founding,distance")
        try couple.ada.client.set(.follow, to: "off")
    }

    @Test func `an updated device says so once, from a date that has started nowhere, and both go on together`() throws {
        let couple = try TestPair()
        for home in [couple.ada, couple.ben] { try home.forgetEditions(home === couple.ada ? "Ada" : "Ben") }
        let before = try (0..<2).map { try Self.old(couple, $0) }
        for home in [couple.ada, couple.ben, couple.ada, couple.ben] { try home.sync() }
        #expect(try couple.ada.client.status().pending == 0)
        for home in [couple.ada, couple.ben] { #expect(try (0..<2).map { try Self.ask(home, $0) } == before) }
        for day in 0..<20 as Range<Int64> { #expect(try Self.ask(couple.ada, day) == Self.ask(couple.ben, day)) }
        #expect(try (2..<20).map { try Self.ask(couple.ada, $0) } != (2..<20).map { try Self.old(couple, $0) })
        #expect(try couple.ben.client.status().partner == "Ada")
        // Once: nothing is written again with the next sync.
        #expect(try couple.ada.sync().pushed == 0)
    }

    @Test func `what the couple has set stays set`() throws {
        let couple = try TestPair()
        try Self.benSays(since: nil, couple)
        try couple.ada.client.set(.cadence, to: "weekly")
        let decks = try couple.ada.client.schedule().decks
        try Self.benSays(since: 9, couple)
        #expect(try couple.ada.client.schedule().decks == decks)
        try couple.ada.client.set(.decks, to: "default")
        #expect(try couple.ada.client.schedule().decks == Schedule.standardDecks)
    }

    @Test func `somebody who hasn't said a name has the new questions as well`() throws {
        let world = try World()
        let (ada, ben) = (try TestHome(world, seed: 1), try TestHome(world, seed: 2))
        try ada.client.initialise(name: nil, deviceName: "desk", server: ServerSetting(parsing: World.address))
        try ben.client.join(PaperCode(parsing: ada.client.invite().text), name: nil, deviceName: "laptop")
        for home in [ben, ada, ben, ada] { try home.sync() }
        #expect(try ada.client.schedule() == Schedule.standard.latest)
        #expect(try ada.client.status().partner == nil && ben.client.status().name == nil)
        let phone = try TestHome(world, seed: 3)
        try phone.client.useLink(PaperCode(parsing: ada.client.link().text), deviceName: "phone")
        for home in [ada, phone, ada] { try home.sync() }
        #expect(try phone.client.status().name == nil)
        for day in 0..<5 as Range<Int64> { #expect(try Self.ask(phone, day) == Self.ask(ben, day)) }
    }

    // MARK: Questions that no deck has any more

    @Test func `what was answered under a question that was dropped is found and shown with it`() throws {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada.client, couple.ben.client)
        #expect(try ada.prompts(deck: "shame", search: nil).allSatisfy { $0.id != Self.retired })
        _ = try ada.seal(Self.retired, text: "The bridge I drew.")
        try couple.ada.sync()
        try couple.ben.sync()
        #expect(try ben.status().waitingForMe == [Self.retired])
        let listed = try #require(try ben.prompts(deck: nil, search: nil).last)
        #expect(listed.id == Self.retired && !listed.isOffered && listed.gentleness == .gentle && listed.depth == 1)
        #expect(listed.question.hasPrefix("What are you rather proud of"))
        #expect(try ben.next(on: Self.june) == Self.retired)
        _ = try ben.seal(Self.retired, text: "My garden.")
        for home in [couple.ben, couple.ada] { try home.sync() }
        let shown = try ada.show(Self.retired)
        #expect(shown.question == listed.question && shown.gentleness == .gentle)
        #expect(shown.rounds[0].theirs?.text == "My garden." && shown.rounds[0].mine?.text == "The bridge I drew.")
        #expect(try ada.resolve("shame/quietly-proud") == Self.retired)
        #expect(try ada.prompts(deck: nil, search: "rather proud somebody").map(\.id) == [Self.retired])
        #expect(try ada.timeline(search: nil).contains { $0.prompt == Self.retired })
        #expect(try ada.again(Self.retired).number == 2)
    }

    // MARK: A deck of the couple's own whose name the update took

    @Test func `a deck of the couple's own stays beside the new one of that name`() throws {
        let couple = try TestPair()
        let text = "id = \"play\"\ntitle = \"Ours\"\n[[prompt]]\nname = \"kite\"\nquestion = \"Where shall we fly the kite?\"\n"
        let own = try Deck(own: text, taken: [])
        let document = Document.deck(DeckDocument(own, since: Self.june))
        try couple.deliver([String(decoding: try WireJSON.encode(document), as: UTF8.self)], owner: .couple)
        try couple.ada.sync()
        let prompts = try couple.ada.client.prompts(deck: "play", search: nil)
        #expect(prompts.last?.id == own.prompts[0].id && prompts.count == 42)
        #expect(try couple.ada.client.resolve("kite") == own.prompts[0].id)
        #expect(throws: ClientError.self) { try couple.ada.client.addDeck(text) }
        try couple.ada.client.removeDeck("play")
        #expect(try couple.ada.client.prompts(deck: "play", search: nil).count == 41)
    }
}

extension TestHome {
    /// As if a program before the update had written this partner's name.
    fileprivate func forgetEditions(_ name: String) throws {
        let id = try nameID
        let intent = Intent.put(
            visibility: .shared, owner: .author, document: .name(NameDocument(name: name)),
            edits: try store.read { try $0.record(id) }?.header.stamp)
        try store.write { transaction in
            try transaction.setValue(nil, for: "editions-stated")
            try transaction.append(
                OutboxEntry(
                    record: id,
                    intent: Blob(
                        Cipher.encrypt(
                            Bytes(WireJSON.encode(intent)), under: storeKey, binding: Bytes("twofold/store/v1".utf8),
                            random: RandomSource { SeededRandom(seed: 9).bytes($0) })), wall: clocks.wall, boot: clocks.boot))
        }
        try sync()
    }

    private var nameID: RecordID {
        get throws {
            guard let seed = try keyRing.all.first(where: { $0.purpose == .personalSeed })?.key else { throw VaultError.keyMissing }
            return RoundNaming(seed: seed).record("name", "", of: try membership.partner)
        }
    }
}
