import Catalogue
import ClientCore
import Models
import Support
import TestTraits
import Testing

/// Attributes the answers in a file that either partner may have exported.
@Suite("The two sides of an export", .onOwnThreads)
struct ExportSidesTests {
    // MARK: The same couple

    @Test func `a partner's export is known by its ids, and is taken for nobody else's`() throws {
        let couple = try Self.answered()
        let export = try couple.ada.client.export()
        #expect(export.authorID != nil && export.partnerID != nil && export.authorID != export.partnerID)
        #expect(try couple.ada.client.author(of: export) == .me)
        #expect(try couple.ben.client.author(of: export) == .partner)
        let before = try couple.ben.client.export().prompts
        #expect(throws: ClientError.exportedByOther(than: .me)) { try couple.ben.client.bringIn(export) }
        #expect(throws: ClientError.exportedByOther(than: .partner)) { try couple.ada.client.bringIn(export, by: .partner) }
        #expect(try couple.ben.client.export().prompts == before)
    }

    @Test func `bringing in what a partner exported puts no word of theirs on one's own side, and adds nothing`() throws {
        let couple = try Self.answered()
        let before = try couple.ben.client.export()
        let result = try couple.ben.client.bringIn(couple.ada.client.export(), by: .partner)
        #expect(result.isNothing)
        let after = try couple.ben.client.export()
        #expect(after.prompts == before.prompts && after.pledges == before.pledges)
    }

    // MARK: Another home

    @Test
    func `a partner's export comes into a new home with each word on its own side, and without what is theirs alone`() throws {
        let couple = try Self.answered()
        let export = try couple.ada.client.export()
        let home = try Self.alone("Ben")
        let result = try home.client.bringIn(export, by: .partner)
        #expect(result.drafts == 0 && result.skips == 0 && result.rounds == 1 && result.pledges == 2)
        let round = try #require(home.client.show(.firstWord).rounds.first)
        #expect(round.mine?.text == "Ben's." && round.theirs?.text == "Ada's.")
        #expect(round.partner(or: nil) == "Ada")
        #expect(round.myReaction == nil && round.theirReaction == "♥")
        #expect(round.reflections.map { "\($0.isMine) \($0.text)" } == ["false And now?", "true Still."])
        let said = try home.client.export().prompts.flatMap { prompt in
            prompt.history.map(\.text) + prompt.rounds.flatMap { [$0.draft, $0.mine, $0.theirs].compactMap { $0?.text } }
        }
        #expect(Set(said) == ["Ben's.", "Ada's."])
        #expect(try home.client.history(.firstWord).isEmpty)
        #expect(try home.client.pledges().map { "\($0.isMine) \($0.text)" }.sorted() == ["false Ada walks", "true Ben walks"])
        #expect(try home.client.bringIn(export, by: .partner).isNothing)
    }

    @Test func `both exports of one couple are the same in a new home`() throws {
        let couple = try Self.answered()
        let home = try Self.alone("Ben")
        _ = try home.client.bringIn(couple.ben.client.export())
        let before = try home.client.export().prompts
        #expect(try home.client.bringIn(couple.ada.client.export(), by: .partner).isNothing)
        #expect(try home.client.export().prompts == before)
    }

    // MARK: What a partner imported from someone else

    @Test func `what a partner shared with somebody before becomes nobody else's`() throws {
        let (then, now) = (Self.round(mine: "Ada's", theirs: "Carl's"), Self.round(mine: "Ada's now", theirs: "Ben's now"))
        let archived = Export.Round(
            number: 1, state: .revealed, mine: then.mine, theirs: then.theirs, isArchived: true, partner: "Ben")
        let export = Export(
            exported: Self.time, name: "Ada", partner: "Ben",
            prompts: [
                Export.Prompt(id: .firstWord, question: "?", isSkipped: false, rounds: [archived, now], history: []),
                Export.Prompt(id: "ours/0123456789", question: "For Carl?", isSkipped: false, rounds: [archived], history: []),
            ])
        let (turned, leftOut) = export.turned()
        #expect(turned.prompts.map(\.id) == [.firstWord])
        #expect(turned.prompts[0].rounds.map(\.mine?.text) == ["Ben's now"])
        #expect(turned.name == "Ben" && turned.partner == "Ada")
        #expect(leftOut == 2)
    }

    @Test func `how much stays out is counted`() {
        let draft = Export.Round(number: 2, state: .open, draft: Self.voice("draft"))
        let waits = Export.Round(number: 3, state: .sealedByMe, mine: Self.voice("waits"))
        let nothing = Export.Round(number: 4, state: .open)
        let prompt = Export.Prompt(
            id: .firstWord, question: "?", isSkipped: true, rounds: [Self.round(mine: "a", theirs: "b"), draft, waits, nothing],
            history: [Export.Version(round: 1, reason: .edited, text: "before", at: Self.time)])
        let (turned, leftOut) = Export(exported: Self.time, name: nil, partner: nil, prompts: [prompt]).turned()
        #expect(leftOut == 4)
        #expect(turned.prompts[0].rounds.count == 1 && turned.prompts[0].history.isEmpty && !turned.prompts[0].isSkipped)
    }

    // MARK: Names

    @Test(
        arguments: [
            ("Ada", "Ben", .me), (" ada ", "Carl", .me), ("Ada", nil, .me),
            ("Ben", "Ada", .partner), ("BEN", "ada", .partner),
            // Another couple's, or no one's that is known.
            ("Carl", "Ada", nil), ("Ben", "Carl", nil), ("Ben", nil, nil), ("Dan", "Eve", nil), (nil, nil, nil), (nil, "Ada", nil),
            // Two people with the same name.
            ("Ada", "Ada", nil), ("Ada", "ADA", nil),
        ] as [(String?, String?, ExportAuthor?)])
    func `an older file is known by its names, where they leave no doubt`(name: String?, partner: String?, author: ExportAuthor?)
        throws
    {
        let couple = try TestPair()
        let export = Export(exported: Self.time, name: name, partner: partner, prompts: [])
        #expect(try couple.ada.client.author(of: export) == author)
    }

    @Test func `two partners of one name are told apart by nothing but ids`() throws {
        let couple = try TestPair()
        try couple.ben.client.set(.name, to: "Ada")
        for home in [couple.ben, couple.ada] { try home.sync() }
        let export = try couple.ada.client.export()
        #expect(try couple.ada.client.author(of: export) == .me)
        #expect(try couple.ben.client.author(of: export) == .partner)
        let older = Export(exported: Self.time, name: "Ada", partner: "Ada", prompts: [])
        #expect(try couple.ada.client.author(of: older) == nil)
    }

    @Test func `a file of another couple isn't taken for the partner's because the names are the same`() throws {
        let couple = try TestPair()
        let strangers = Export(
            exported: Self.time, authorID: PartnerID(validated: Bytes(repeating: 1, count: 32)), name: "Ben",
            partnerID: PartnerID(validated: Bytes(repeating: 2, count: 32)), partner: "Ada", prompts: [])
        #expect(try couple.ada.client.author(of: strangers) == nil)
        #expect(try Self.alone("Ada").client.author(of: strangers) == nil)
    }

    @Test(arguments: [nil, "Ada"]) func `whoever has no partner yet is known by a name, or not at all`(name: String?) throws {
        let home = try Self.alone(name)
        let mine = Export(exported: Self.time, name: "Ada", partner: "Ben", prompts: [])
        let theirs = Export(exported: Self.time, name: "Ben", partner: "Ada", prompts: [])
        #expect(try home.client.author(of: mine) == (name == nil ? nil : .me))
        #expect(try home.client.author(of: theirs) == (name == nil ? nil : .partner))
    }

    // MARK: Fixtures

    private static let time = Instant(milliseconds: 1_740_000_000_000)

    private static func voice(_ text: String) -> Export.Voice { Export.Voice(text: text, at: time) }

    private static func round(mine: String, theirs: String) -> Export.Round {
        Export.Round(number: 1, state: .revealed, mine: voice(mine), theirs: voice(theirs))
    }

    private static func alone(_ name: String?) throws -> TestHome {
        let home = try TestHome(World(), seed: 31)
        try home.client.initialise(name: name, deviceName: "desk", server: nil)
        return home
    }

    /// One revealed question, and much that only Ada may read.
    private static func answered() throws -> TestPair {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada, couple.ben)
        _ = try ada.client.seal(.firstWord, text: "Ada's first.")
        _ = try ada.client.seal(.firstWord, text: "Ada's.")
        _ = try ben.client.seal(.firstWord, text: "Ben's.")
        for home in [ada, ben, ada] { try home.sync() }
        try couple.sayMore()
        for (home, text) in [(ada, "Ada walks"), (ben, "Ben walks")] {
            _ = try home.client.addPledge(text, from: Day(number: 20_000), through: Day(number: 20_006))
        }
        for home in [ada, ben, ada, ben] { try home.sync() }
        return couple
    }
}

extension TestPair {
    /// Says something under the first word, which is revealed, and leaves an answer, a draft and a skip that only Ada can read.
    func sayMore() throws {
        try ada.client.reflect(.firstWord, round: 1, text: "And now?")
        try ben.client.reflect(.firstWord, round: 1, text: "Still.")
        try ada.client.react(.firstWord, round: 1, symbol: "♥")
        _ = try ada.client.seal(.comingBack, text: "Waits.")
        try ada.client.saveDraft(.smallStep, text: "Not yet.")
        try ada.client.skip(.heldBack, undo: false)
    }
}
