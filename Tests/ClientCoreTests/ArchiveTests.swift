import Catalogue
import ClientCore
import Models
import Support
import TestTraits
import Testing
import Vault

@Suite("What is brought in from an export", .onOwnThreads)
struct ArchiveTests {
    // MARK: Nothing is lost

    @Test func `a life together comes back in a new home, and is the same when it is written down again`() throws {
        let couple = try Self.lived()
        let first = try couple.ada.client.export()
        #expect(first.prompts.contains { $0.rounds.contains { $0.reflections.count == 2 && $0.myReaction == "♥" } })
        let home = try Self.alone(seed: 31)
        let result = try home.client.bringIn(first)
        #expect(result.drafts == 1 && result.skips == 1 && result.pledges == 2 && result.decks == 1)
        let second = try home.client.export()
        #expect(Content(second) == Content(first))
        let again = try Self.alone(seed: 32)
        _ = try again.client.bringIn(second)
        #expect(Content(try again.client.export()) == Content(first))
    }

    @Test func `the same file twice changes nothing, and neither does one's own export`() throws {
        let couple = try Self.lived()
        let export = try couple.ada.client.export()
        #expect(try couple.ada.client.bringIn(export).isNothing)
        let pending = try couple.ada.client.status().pending
        #expect(try Content(couple.ada.client.export()) == Content(export))
        let home = try Self.alone(seed: 31)
        _ = try home.client.bringIn(export)
        let kept = try home.client.export()
        #expect(try home.client.bringIn(export).isNothing)
        #expect(try home.client.bringIn(kept).isNothing)
        #expect(try home.client.export() == kept)
        #expect(try couple.ada.client.status().pending == pending)
    }

    @Test(arguments: UInt64(31)..<37) func `a later export of the same adds what is new, in any order`(seed: UInt64) throws {
        let sealed = Self.export(Self.round(.sealedByMe, mine: "mine"))
        let opened = Self.export(Self.round(.revealed, mine: "mine", theirs: "theirs"))
        let discussed = Self.export(Self.round(.revealed, mine: "mine", theirs: "theirs", said: ["later"]))
        for order in [[sealed, opened, discussed], [discussed, opened, sealed], [opened, discussed, sealed, opened]] {
            let home = try Self.alone(seed: seed)
            for export in order { _ = try home.client.bringIn(export) }
            let rounds = try home.client.show(.firstWord).rounds
            #expect(rounds.count == 1)
            #expect(rounds[0].state == .revealed && rounds[0].mine?.text == "mine" && rounds[0].theirs?.text == "theirs")
            #expect(rounds[0].reflections.map(\.text) == ["later"])
        }
    }

    @Test func `rounds of one number that are not the same stay apart`() throws {
        let home = try Self.alone(seed: 31)
        _ = try home.client.bringIn(Self.export(Self.round(.revealed, mine: "with Ben", theirs: "Ben", at: 1)))
        _ = try home.client.bringIn(Self.export(Self.round(.revealed, mine: "with Carl", theirs: "Carl", at: 2), partner: "Carl"))
        let rounds = try home.client.show(.firstWord).rounds
        #expect(rounds.map(\.mine?.text) == ["with Ben", "with Carl"])
        #expect(rounds.map { $0.partner(or: "Dan") } == ["Ben", "Carl"])
    }

    @Test func `a round too long for one record is kept whole`() throws {
        let long = String(repeating: "ab cd\n", count: 25_000)
        let round = Export.Round(
            number: 1, state: .revealed, mine: Self.voice(long), theirs: Self.voice(long + "."),
            reflections: (0..<3).map { Export.Reflection(isMine: true, text: long + "\($0)", at: Self.time($0)) }, myReaction: "♥")
        let prompt = Export.Prompt(
            id: .firstWord, question: "Asked long ago?", isSkipped: false, rounds: [round],
            history: [Export.Version(round: 1, reason: .edited, text: long + "before", at: Self.time(0))])
        let export = Export(exported: Self.time(0), name: "Ada", partner: "Ben", prompts: [prompt])
        let couple = try TestPair()
        _ = try couple.ada.client.bringIn(export)
        try couple.ada.sync()
        #expect(try couple.ada.client.status().pending == 0)
        let phone = try couple.linkSecondDevice()
        let back = try #require(phone.client.export().prompts.first)
        #expect(back.rounds[0].theirs?.text == long + "." && back.rounds[0].reflections.count == 3)
        #expect(back.rounds[0].mine?.asked == "Asked long ago?")
        #expect(back.history.map(\.text) == [long + "before"])
        #expect(try phone.client.bringIn(export).isNothing)
    }

    @Test func `a question that nobody has answered is kept, and words stay under the question that they answer`() throws {
        let home = try Self.alone(seed: 31)
        let asked = Export.Prompt(id: "ours/0123456789", question: "Our own?", isSkipped: false, rounds: [], history: [])
        let old = Export.Prompt(
            id: .firstWord, question: "As it was once?", isSkipped: false,
            rounds: [Self.round(.revealed, mine: "a", theirs: "b")], history: [])
        _ = try home.client.bringIn(Export(exported: Self.time(0), name: nil, partner: nil, prompts: [asked, old]))
        #expect(try home.client.show("ours/0123456789").question == "Our own?")
        #expect(try home.client.show(.firstWord).rounds[0].theirs?.asked == "As it was once?")
        #expect(try home.client.resolve("ours/0123456789") == "ours/0123456789")
    }

    @Test func `an old version that was brought in can be a draft again`() throws {
        let home = try Self.alone(seed: 31)
        let version = Export.Version(round: 3, reason: .locked, text: "Nearly lost.", at: Self.time(0))
        let prompt = Export.Prompt(id: .firstWord, question: "?", isSkipped: false, rounds: [], history: [version])
        _ = try home.client.bringIn(Export(exported: Self.time(0), name: nil, partner: nil, prompts: [prompt]))
        let found = try #require(home.client.history(.firstWord).first)
        #expect(found.isArchived)
        try home.client.restore(.firstWord, version: found.number)
        #expect(try home.client.show(.firstWord).rounds.last?.draft?.text == "Nearly lost.")
    }

    // MARK: Drafts

    @Test func `a draft is a draft again where none stands in its place, and else is kept to be read`() throws {
        let home = try Self.alone(seed: 31)
        try home.client.saveDraft(.firstWord, text: "written here")
        let draft = Export.Round(number: 1, state: .open, draft: Self.voice("written there"))
        let later = Export.Round(number: 2, state: .open, draft: Self.voice("of a later round", at: 5))
        let result = try home.client.bringIn(Self.export(draft, later))
        #expect(result.drafts == 0)
        #expect(
            try home.client.show(.firstWord).rounds.compactMap(\.draft?.text)
                == ["written there", "of a later round", "written here"])
        let other = try Self.alone(seed: 32)
        #expect(try other.client.bringIn(Self.export(draft)).drafts == 1)
        let rounds = try other.client.show(.firstWord).rounds
        #expect(rounds.count == 1 && !rounds[0].isArchived && rounds[0].draft?.text == "written there")
        try other.client.saveDraft(.firstWord, text: "edited since")
        #expect(try other.client.bringIn(Self.export(draft)).isNothing)
    }

    // MARK: Who receives it

    @Test func `nothing of it reaches the partner or any server in clear, but for decks`() throws {
        let couple = try Self.lived()
        let export = try couple.ada.client.export()
        let other = try TestPair(World())
        let before = try other.ben.client.export()
        _ = try other.ada.client.bringIn(export)
        try other.ada.sync()
        try other.ben.sync()
        let after = try other.ben.client.export()
        #expect(after.prompts == before.prompts && after.pledges == before.pledges)
        #expect(after.decks.map(\.id) == ["evenings"])
        #expect(try other.ada.client.show(.firstWord).rounds[0].isArchived)
        #expect(try other.ada.client.status().waitingForPartner.isEmpty)
    }

    @Test func `brought in alone, it survives joining, and reaches a second machine`() throws {
        let export = try Self.lived().ada.client.export()
        let world = try World()
        let ada = try TestHome(world, seed: 41)
        try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        let ben = try TestHome(world, seed: 42)
        try ben.client.initialise(name: "Ben", deviceName: "laptop", server: ServerSetting(parsing: World.address))
        _ = try ben.client.bringIn(export)
        try ben.sync()
        try ben.client.join(PaperCode(parsing: ada.client.invite().text), name: nil, deviceName: "laptop")
        try ben.sync()
        try ada.sync()
        try ben.sync()
        #expect(try Content(ben.client.export()) == Content(export))
        let phone = try TestHome(world, seed: 43)
        try phone.client.useLink(PaperCode(parsing: ben.client.link().text), deviceName: "phone")
        try ben.sync()
        try phone.sync()
        #expect(try Content(phone.client.export()) == Content(export))
        #expect(try phone.client.bringIn(export).isNothing)
        #expect(try ada.client.export().decks.map(\.id) == ["evenings"])
    }

    @Test func `two machines that bring in the same apart have it once`() throws {
        let export = Self.export(Self.round(.revealed, mine: "a", theirs: "b"))
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        for home in [couple.ada, phone] { _ = try home.client.bringIn(export) }
        for home in [couple.ada, phone, couple.ada] { try home.sync() }
        for home in [couple.ada, phone] {
            #expect(try home.client.show(.firstWord).rounds.filter(\.isArchived).count == 1)
            #expect(try home.client.history(.firstWord).isEmpty)
        }
    }

    @Test func `beside a live round of the same number both can be read, and the live one goes on`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.bringIn(Self.export(Self.round(.revealed, mine: "then", theirs: "Carl", at: 1), partner: "Carl"))
        _ = try couple.ada.client.seal(.firstWord, text: "now")
        try couple.ada.sync()
        let rounds = try couple.ada.client.show(.firstWord).rounds
        #expect(rounds.map(\.mine?.text) == ["then", "now"])
        #expect(rounds.map(\.state) == [.revealed, .sealedByMe])
        #expect(rounds.map(\.isArchived) == [true, false])
        #expect(try couple.ada.client.timeline(search: nil).map(\.round.mine?.text) == ["then"])
    }

    @Test func `check-ins with somebody of another name are in no trends of these two`() throws {
        let couple = try TestPair()
        func checkIn(_ partner: String, _ number: Int) -> Export {
            Self.export(
                Self.round(.revealed, number: number, mine: "shame 4", theirs: "shame 2", at: number), id: "checkin/us",
                partner: partner)
        }
        _ = try couple.ada.client.bringIn(checkIn("Carl", 1))
        _ = try couple.ada.client.bringIn(checkIn("Ben", 2))
        #expect(try couple.ada.client.trends().together == 1)
    }

    // MARK: All or nothing

    @Test func `where one thing in it cannot be, nothing is brought in`() throws {
        let home = try Self.alone(seed: 31)
        let good = Self.export(Self.round(.revealed, mine: "a", theirs: "b")).prompts
        for number in [0, -1, 1_000_001] {
            let round = Self.round(.open, number: number, mine: "a")
            let bad = Export.Prompt(id: .smallStep, question: "?", isSkipped: false, rounds: [round], history: [])
            let export = Export(exported: Self.time(0), name: nil, partner: nil, prompts: good + [bad])
            #expect(throws: ClientError.self) { try home.client.bringIn(export) }
        }
        let long = String(repeating: "\u{1}", count: 60_000)
        let voice = Export(
            exported: Self.time(0), name: nil, partner: nil,
            prompts: good + Self.export(Self.round(.open, mine: long), id: .comingBack).prompts)
        #expect(throws: ClientError.textTooLong(limit: 200_000)) { try home.client.bringIn(voice) }
        #expect(try home.client.export().prompts.isEmpty)
    }

    @Test func `a couple that has ended takes nothing in`() throws {
        let couple = try TestPair()
        try couple.ben.client.leave()
        _ = try couple.ada.client.sync(budget: nil)
        #expect(throws: ClientError.partnerHasLeft) { try couple.ada.client.bringIn(Self.export()) }
    }

    // MARK: Many

    @Test func `two thousand rounds take a few records, and one sync`() throws {
        let prompts = (0..<200).map { prompt in
            Export.Prompt(
                id: "founding/p\(prompt)", question: "Question \(prompt)?", isSkipped: false,
                rounds: (1...10).map {
                    Self.round(.revealed, number: $0, mine: "mine \(prompt) \($0)", theirs: "theirs", at: $0)
                },
                history: [])
        }
        let couple = try TestPair()
        let before = try couple.ada.client.status().pending
        var steps = 0
        _ = try couple.ada.client.bringIn(Export(exported: Self.time(0), name: nil, partner: nil, prompts: prompts)) {
            done, total in
            steps += 1
            #expect(done <= total)
        }
        #expect(steps > 0)
        #expect(try couple.ada.client.status().pending - before < 20)
        try couple.ada.sync()
        #expect(try couple.ada.client.export().prompts.flatMap(\.rounds).count == 2_000)
    }

    // MARK: Fixtures

    private static func time(_ minutes: Int) -> Instant { Instant(milliseconds: 1_740_000_000_000 + Int64(minutes) * 60_000) }

    private static func voice(_ text: String, at minutes: Int = 0) -> Export.Voice { Export.Voice(text: text, at: time(minutes)) }

    private static func round(
        _ state: PromptState, number: Int = 1, mine: String? = nil, theirs: String? = nil, said: [String] = [], at minutes: Int = 0
    ) -> Export.Round {
        Export.Round(
            number: number, state: state, mine: mine.map { voice($0, at: minutes) }, theirs: theirs.map { voice($0, at: minutes) },
            reflections: said.map { Export.Reflection(isMine: true, text: $0, at: time(minutes + 1)) })
    }

    private static func export(_ rounds: Export.Round..., id: PromptID = .firstWord, partner: String? = "Ben") -> Export {
        let prompt = Export.Prompt(id: id, question: "Why?", isSkipped: false, rounds: rounds, history: [])
        return Export(exported: time(0), name: "Ada", partner: partner, prompts: [prompt])
    }

    /// Someone who has no partner yet.
    private static func alone(seed: UInt64) throws -> TestHome {
        let home = try TestHome(World(), seed: seed)
        try home.client.initialise(name: "Ada", deviceName: "desk", server: nil)
        return home
    }

    /// Two people who have done a little of everything.
    private static func lived() throws -> TestPair {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada, couple.ben)
        for (text, answer) in [("One.", "Eins."), ("Two.", "Zwei.")] {
            for home in [ada, ben] {
                if text == "Two." { _ = try home.client.again(.firstWord) }
                _ = try home.client.seal(.firstWord, text: home === ada ? text + " draft" : answer)
            }
            if text == "One." { _ = try ada.client.seal(.firstWord, text: text) }
            for home in [ada, ben, ada] { try home.sync() }
        }
        try couple.sayMore()
        _ = try ada.client.ask("What did nobody ask us?")
        for home in [ada, ben] {
            _ = try home.client.checkIn(CheckIn(ratings: [.barrier(.shame): try #require(Rating(4, note: "less"))]))
            _ = try home.client.addPledge("Walk", from: Day(number: 20_000), through: Day(number: 20_006))
        }
        _ = try ada.client.addDeck(
            """
            id = "evenings"
            title = "Evenings"
            about = "For two."

            [[prompt]]
            question = "What is left of the day?"
            depth = 1
            """)
        for home in [ada, ben, ada, ben, ada] { try home.sync() }
        return couple
    }
}

/// An export's content, regardless of when it was written and where its rounds came from.
private struct Content: Hashable {
    private let prompts: [Export.Prompt]
    private let pledges: [Export.Pledge]
    private let decks: [Deck]

    init(_ export: Export) {
        prompts = export.prompts.map { prompt in
            Export.Prompt(
                id: prompt.id, question: prompt.question, isSkipped: prompt.isSkipped,
                rounds: prompt.rounds.map { round in
                    Export.Round(
                        number: round.number, state: round.state, draft: round.draft, mine: round.mine, theirs: round.theirs,
                        reflections: round.reflections, myReaction: round.myReaction, theirReaction: round.theirReaction)
                }, history: prompt.history)
        }
        pledges = export.pledges.map {
            Export.Pledge(isMine: $0.isMine, text: $0.text, from: $0.from, through: $0.through, keptOn: $0.keptOn, at: $0.at)
        }
        decks = export.decks.map(\.deck).map { deck in
            Deck(
                id: deck.id, title: deck.title, about: deck.about,
                prompts: deck.prompts.map { prompt in
                    Prompt(
                        id: prompt.id, question: prompt.question, barriers: prompt.barriers, depth: prompt.depth,
                        gentleness: prompt.gentleness)
                })
        }
    }
}
