import Catalogue
import ClientCore
import LocalStore
import Models
import Support
import TestTraits
import Testing

/// Importing or exporting a second time adds nothing, on any device and in any order.
@Suite("Bringing in and writing down once more", .onOwnThreads)
struct ArchiveAgainTests {
    private static func time(_ minutes: Int64) -> Instant { Instant(milliseconds: 1_740_000_000_000 + minutes * 60_000) }

    /// A little of everything: rounds in each state, reflections, a skip, earlier versions, pledges.
    private static let export: Export = {
        func voice(_ text: String, _ minutes: Int64) -> Export.Voice { Export.Voice(text: text, at: time(minutes)) }
        let rounds = [
            Export.Round(
                number: 1, state: .revealed, mine: voice("mine", 0), theirs: voice("theirs", 1),
                reflections: [Export.Reflection(isMine: true, text: "And now?", at: time(2))], myReaction: "♥"),
            Export.Round(number: 2, state: .sealedByMe, mine: voice("waits", 3)),
        ]
        return Export(
            exported: time(9), name: "Ada", partner: "Carl",
            prompts: [
                Export.Prompt(
                    id: .firstWord, question: "Why?", isSkipped: false, rounds: rounds,
                    history: [Export.Version(round: 1, reason: .edited, text: "before", at: time(0))]),
                Export.Prompt(
                    id: .smallStep, question: "How?", isSkipped: false,
                    rounds: [Export.Round(number: 1, state: .open, draft: voice("a draft", 4))], history: []),
                Export.Prompt(id: .heldBack, question: "What?", isSkipped: true, rounds: [], history: []),
                Export.Prompt(id: "ours/0123456789", question: "Our own?", isSkipped: false, rounds: [], history: []),
            ],
            pledges: [
                Export.Pledge(
                    isMine: true, text: "Walk", from: Day(number: 20_000), through: Day(number: 20_006), keptOn: nil, at: time(5))
            ])
    }()

    /// Every record of a home, and its outbox.
    private func everything(_ home: TestHome) throws -> [String] {
        try home.store.read { transaction in
            let records = try Visibility.allCases.flatMap { try transaction.records(of: $0, includingTombstones: true) }
            return try records.map { "\($0.header.id) \($0.header.digest)" }.sorted()
                + transaction.outbox().map { "\($0.sequence)" }
        }
    }

    private func prompts(_ home: TestHome) throws -> [Export.Prompt] { try home.client.export().prompts }

    @Test(arguments: [false, true]) func `a second time changes no record and sends nothing`(isSynced: Bool) throws {
        let couple = try TestPair()
        #expect(try !couple.ada.client.bringIn(Self.export) { _, _ in }.isNothing)
        if isSynced { try couple.ada.sync() }
        let before = try everything(couple.ada)
        for _ in 0..<2 { #expect(try couple.ada.client.bringIn(Self.export) { _, _ in }.isNothing) }
        #expect(try everything(couple.ada) == before)
    }

    @Test func `the other machine of the same partner finds nothing new in it`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        _ = try couple.ada.client.bringIn(Self.export) { _, _ in }
        for home in [couple.ada, phone] { try home.sync() }
        let before = try everything(phone)
        #expect(try phone.client.bringIn(Self.export) { _, _ in }.isNothing)
        #expect(try everything(phone) == before)
        #expect(try prompts(phone) == prompts(couple.ada))
    }

    @Test func `both machines that bring it in at once, offline, hold it once`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        let alone = try TestHome(World(), seed: 31)
        try alone.client.initialise(name: "Ada", deviceName: "desk", server: nil)
        _ = try alone.client.bringIn(Self.export) { _, _ in }
        let expected = try prompts(alone).map { "\($0.id) \($0.rounds.count) \($0.history.count)" }
        for home in [couple.ada, phone] { home.isOffline = true }
        for home in [couple.ada, phone] { _ = try home.client.bringIn(Self.export) { _, _ in } }
        for home in [couple.ada, phone] { home.isOffline = false }
        for home in [couple.ada, phone, couple.ada] { try home.sync() }
        for home in [couple.ada, phone] {
            #expect(try prompts(home).map { "\($0.id) \($0.rounds.count) \($0.history.count)" } == expected)
            #expect(try home.client.pledges().count == 1)
            #expect(try home.client.bringIn(Self.export) { _, _ in }.isNothing)
        }
        #expect(try prompts(phone) == prompts(couple.ada))
    }

    @Test func `words from a time with somebody else stay theirs, through any number of exports`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.bringIn(Self.export) { _, _ in }
        let alone = try TestHome(World(), seed: 32)
        try alone.client.initialise(name: "Ada", deviceName: "desk", server: nil)
        _ = try alone.client.bringIn(couple.ada.client.export()) { _, _ in }
        let partners = try prompts(alone).flatMap(\.rounds).filter { $0.theirs != nil }.map(\.partner)
        #expect(partners == ["Carl"])
    }

    @Test func `writing down changes nothing, and is the same every time`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.bringIn(Self.export) { _, _ in }
        try couple.ada.sync()
        let before = try everything(couple.ada)
        let first = try couple.ada.client.export()
        #expect(try couple.ada.client.export() == first)
        #expect(try everything(couple.ada) == before)
        // An export of an import of an export, to any depth.
        #expect(try couple.ada.client.bringIn(first) { _, _ in }.isNothing)
        #expect(try everything(couple.ada) == before)
        let next = try couple.ada.client.export()
        #expect(try couple.ada.client.bringIn(next) { _, _ in }.isNothing)
        #expect(try everything(couple.ada) == before)
    }
}
