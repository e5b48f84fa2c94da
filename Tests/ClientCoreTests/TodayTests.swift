import Catalogue
import ClientCore
import Models
import Support
import TestTraits
import Testing
import Vault

@Suite("The prompt of the day", .onOwnThreads)
struct TodayTests {
    /// 2026-06-01, when worlds start.
    private static let june = Day(number: 20_605)

    private static func ask(_ home: TestHome, _ day: Int64 = 0) throws -> PromptID? {
        try home.client.today(on: june.advanced(by: day), about: nil).prompt?.id
    }

    private static func settle(_ homes: TestHome...) throws {
        for home in homes + homes { try home.sync() }
    }

    // MARK: The same for both

    @Test func `is the same for both and on every device, day by day, without a sync between`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        for home in [couple.ada, couple.ben, phone] { home.isOffline = true }
        var asked: Set<PromptID> = []
        for day in 0..<20 as Range<Int64> {
            let prompts = try [couple.ada, couple.ben, phone].map { try Self.ask($0, day) }
            #expect(Set(prompts).count == 1)
            asked.insert(try #require(prompts[0]))
        }
        #expect(asked.count == 20)
    }

    @Test func `is another for another couple, and none of what somebody had alone`() throws {
        let couple = try TestPair()
        let alone = try TestHome(World(), seed: 7)
        try alone.client.initialise(name: nil, deviceName: "desk", server: nil)
        let days = 0..<20 as Range<Int64>
        #expect(try days.map { try Self.ask(couple.ada, $0) } != days.map { try Self.ask(alone, $0) })
    }

    @Test func `is the couple's from the first evening, also where one of them had looked before`() throws {
        let world = try World()
        let (ada, ben) = (try TestHome(world, seed: 1), try TestHome(world, seed: 2))
        try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        _ = try Self.ask(ada)
        try ben.client.join(PaperCode(parsing: ada.client.invite().text), name: "Ben", deviceName: "laptop")
        try Self.settle(ben, ada)
        #expect(try Self.ask(ada) == Self.ask(ben))
    }

    // MARK: Settings

    @Test func `a change takes hold once it has come, and leaves the day that has begun`() throws {
        let couple = try TestPair()
        // 12:00 UTC on 1 June: somewhere it's already 2 June, so 3 June is the first day.
        try couple.ada.client.set(.decks, to: "distance")
        #expect(try couple.ada.client.schedule().from.description == "2026-06-03")
        let kept = try Self.ask(couple.ben, 5)
        try couple.ada.sync()
        try couple.ben.sync()
        #expect(try Self.ask(couple.ben, 5) == kept)
        #expect(try Self.ask(couple.ada, 1)?.deck != "distance")
        for day in 6..<12 as Range<Int64> {
            #expect(try Self.ask(couple.ben, day) == Self.ask(couple.ada, day))
            #expect(try Self.ask(couple.ada, day)?.deck == "distance")
        }
    }

    @Test(arguments: [[0, 1], [1, 0]]) func `set by both at once they converge, whoever syncs first`(order: [Int]) throws {
        let couple = try TestPair()
        let homes = [couple.ada, couple.ben]
        try couple.ada.client.set(.cadence, to: "weekly")
        couple.world.time.advance(seconds: 60)
        try couple.ben.client.set(.depth, to: "3")
        couple.world.time.advance(seconds: 60)
        try Self.settle(homes[order[0]], homes[order[1]])
        #expect(try couple.ada.client.schedule() == couple.ben.client.schedule())
        #expect(try couple.ada.client.schedule().depth == .deep)
        for day in 0..<30 as Range<Int64> { #expect(try Self.ask(couple.ada, day) == Self.ask(couple.ben, day)) }
    }

    @Test func `weekly it is one prompt all week, also while other things are set`() throws {
        let couple = try TestPair()
        try couple.ada.client.set(.cadence, to: "weekly")
        try Self.settle(couple.ada, couple.ben)
        // Monday 8 June; on Wednesday someone wants deeper questions.
        let monday = try Self.ask(couple.ben, 7)
        couple.world.time.advance(seconds: 9 * 86_400)
        try couple.ben.client.set(.depth, to: "3")
        try Self.settle(couple.ben, couple.ada)
        for day in 7..<14 as Range<Int64> { #expect(try Self.ask(couple.ada, day) == monday) }
        #expect(try Self.ask(couple.ada, 14) != monday)
    }

    @Test func `a pause ends it for both until one of them goes on`() throws {
        let couple = try TestPair()
        try couple.ada.client.set(.pause, to: "on")
        try Self.settle(couple.ada, couple.ben)
        let paused = try couple.ben.client.today(on: Self.june.advanced(by: 4), about: nil)
        #expect(paused.isPaused && paused.chosen == nil)
        couple.world.time.advance(seconds: 9 * 86_400)
        try couple.ben.client.set(.pause, to: "off")
        try Self.settle(couple.ben, couple.ada)
        #expect(try Self.ask(couple.ada, 11) != nil)
        #expect(try couple.ada.client.today(on: Self.june.advanced(by: 8), about: nil).isPaused)
    }

    @Test func `decks that are nowhere are refused by name, and nothing is set`() throws {
        let couple = try TestPair()
        let error = #expect(throws: ClientError.self) { try couple.ada.client.set(.decks, to: "founding,nowhere") }
        guard case .unknownDecks(["nowhere"], let known)? = error else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(known.contains("founding") && known.contains("ours"))
        #expect(try couple.ada.client.schedule() == Schedule.standard.latest)
    }

    @Test(arguments: [ConfigKey.decks, .depth, .cadence, .pause]) func `nobody sets anything alone`(key: ConfigKey) throws {
        let alone = try TestHome(World(), seed: 7)
        try alone.client.initialise(name: nil, deviceName: "desk", server: nil)
        #expect(throws: ClientError.noPartnerYet) { try alone.client.set(key, to: "1") }
        #expect(try alone.client.setting(key) != nil)
    }

    // MARK: Adding and removing

    @Test func `a question of one's own comes the next days, once, and changes none that was`() throws {
        let couple = try TestPair()
        let before = try (0..<2).map { try Self.ask(couple.ada, $0) }
        let own = try couple.ada.client.ask("Where shall we walk on Sunday?")
        try Self.settle(couple.ada, couple.ben)
        #expect(try (0..<2).map { try Self.ask(couple.ben, $0) } == before)
        let asked = try (2..<180).map { try Self.ask(couple.ben, $0) }
        #expect(asked.contains(own))
        #expect(!zip(asked, asked.dropFirst()).contains { $0 == $1 })
    }

    @Test func `a deck that is edited or removed neither repeats what was asked nor takes a day that has begun`() throws {
        let couple = try TestPair()
        func deck(_ names: [String]) -> String {
            "id = \"walks\"\ntitle = \"Walks\"\n"
                + names.map { "\n[[prompt]]\nname = \"\($0)\"\nquestion = \"What did you see at \($0)?\"\n" }.joined()
        }
        _ = try couple.ada.client.addDeck(deck(["sea", "wood", "town", "hill"]))
        try couple.ada.client.set(.decks, to: "walks")
        try Self.settle(couple.ada, couple.ben)
        let first = try [2, 3].map { try #require(try Self.ask(couple.ben, $0)) }
        couple.world.time.advance(seconds: 2 * 86_400)
        _ = try couple.ada.client.addDeck(deck(["sea", "wood", "town", "hill", "lake"]))
        try Self.settle(couple.ada, couple.ben)
        let rest = try (4..<7).map { try #require(try Self.ask(couple.ben, $0)) }
        #expect(Set(first + rest).count == 5)

        couple.world.time.advance(seconds: 4 * 86_400)
        try couple.ada.client.removeDeck("walks")
        try Self.settle(couple.ada, couple.ben)
        #expect(try Self.ask(couple.ben, 6) == rest[2])
        #expect(try Self.ask(couple.ada, 6) == rest[2])
        #expect(try couple.ada.client.resolve(rest[2].description) == rest[2])
        _ = try couple.ada.client.seal(rest[2], text: "A heron.")
        #expect(try Self.ask(couple.ben, 9) == nil)
    }

    // MARK: For one partner

    @Test func `a skip offers the skipper another, and is no business of the other's`() throws {
        let couple = try TestPair()
        let prompt = try #require(try Self.ask(couple.ada))
        try couple.ada.client.skip(prompt, undo: false)
        let hers = try couple.ada.client.today(on: Self.june, about: nil)
        #expect(hers.prompt?.id == prompt && hers.instead != nil && hers.instead?.id != prompt)
        #expect(try couple.ada.client.next(on: Self.june) == hers.instead?.id)
        try Self.settle(couple.ada, couple.ben)
        let his = try couple.ben.client.today(on: Self.june, about: nil)
        #expect(his.chosen?.id == prompt && his.instead == nil)
        try couple.ada.client.skip(try #require(hers.instead?.id), undo: false)
        let again = try couple.ada.client.today(on: Self.june, about: nil).instead?.id
        #expect(again != hers.instead?.id && again != prompt)
        let phone = try couple.linkSecondDevice()
        #expect(try phone.client.today(on: Self.june, about: nil).instead?.id == again)
    }

    @Test func `where both have opened it there is something new`() throws {
        let couple = try TestPair()
        let prompt = try #require(try Self.ask(couple.ada))
        _ = try couple.ada.client.seal(prompt, text: "hers")
        #expect(try couple.ada.client.today(on: Self.june, about: nil).chosen?.state == .sealedByMe)
        _ = try couple.ben.client.seal(prompt, text: "his")
        try Self.settle(couple.ada, couple.ben)
        let today = try couple.ada.client.today(on: Self.june, about: nil)
        #expect(today.prompt?.state == .revealed)
        #expect(today.instead?.state == .open)
    }

    @Test(arguments: Barrier.allCases)
    func `about a barrier it is one about that, no deeper than they want`(barrier: Barrier) throws {
        let couple = try TestPair()
        let today = try couple.ada.client.today(on: Self.june, about: barrier)
        let found = try #require(today.instead)
        #expect(found.barriers.contains(barrier.rawValue) && found.depth <= 2)
        #expect(try couple.ada.client.today(on: Self.june, about: barrier).instead == found)
    }

    @Test func `next is what the partner waits for, then today's, then the first`() throws {
        let couple = try TestPair()
        let today = try #require(try Self.ask(couple.ada))
        #expect(try couple.ada.client.next(on: Self.june) == today)
        let other = today == .smallStep ? PromptID.firstWord : .smallStep
        _ = try couple.ben.client.seal(other, text: "his")
        try Self.settle(couple.ben, couple.ada)
        #expect(try couple.ada.client.next(on: Self.june) == other)
        try couple.ada.client.skip(other, undo: false)
        #expect(try couple.ada.client.next(on: Self.june) == today)
        _ = try couple.ada.client.seal(today, text: "hers")
        #expect(try couple.ada.client.next(on: Self.june) != today)
    }

    @Test(arguments: ["0000-01-01", "1970-01-01", "9999-12-31"]) func `a clock of any year is no trouble`(text: String) throws {
        let couple = try TestPair()
        let day = try #require(Day(text))
        #expect(try couple.ada.client.today(on: day, about: nil).prompt == nil)
        #expect(try couple.ada.client.today(on: day, about: .shame).instead != nil)
        couple.ada.clocks.stoppedAt = Instant(milliseconds: day.number * 86_400_000)
        try couple.ada.client.set(.depth, to: "3")
        couple.ada.clocks.stoppedAt = nil
        try couple.ada.client.set(.cadence, to: "weekly")
        try Self.settle(couple.ada, couple.ben)
        #expect(try Self.ask(couple.ben, 9) == Self.ask(couple.ada, 9))
        #expect(try couple.ben.client.schedule().depth == .deep)
    }
}
