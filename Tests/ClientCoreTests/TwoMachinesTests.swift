import Catalogue
import ClientCore
import LocalStore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

/// One partner with two devices: every action on one of them must be visible on the other.
@Suite("One partner with two machines", .onOwnThreads)
struct TwoMachinesTests {
    private static let day = Day(number: 20_605)

    /// Everything in a home that its partner can change, except what belongs to this device alone.
    struct Picture: Hashable {
        let prompts: [Export.Prompt]
        let pledges: [Export.Pledge]
        let decks: [DeckDocument]
        let schedule: ScheduleSpan
        let name: String?
        let devices: [String]

        init(_ home: TestHome) throws {
            let export = try home.client.export()
            (prompts, pledges, decks) = (export.prompts, export.pledges, export.decks)
            schedule = try home.client.schedule()
            name = try home.client.status().name
            devices = try home.client.devices().map { "\($0.short) \($0.name ?? "-") \($0.kind) \($0.isLive)" }.sorted()
        }
    }

    /// Everything that can be done on a device, except starting another round, which other devices see only once it's answered.
    /// Preconditions are set up on the other device, and fetched.
    enum Change: String, CaseIterable, Sendable {
        case saveDraft, editDraft, seal, sealDraft, replaceSeal, withdraw, skip, unskip, ask
        case reschedule, addDeck, replaceDeck, removeDeck, checkIn, addPledge, keepPledge, unkeepPledge
        case reflect, react, unreact, rename, renameDevice, bringIn, link, makeKit, replaceKit, removeDevice

        func prepare(_ couple: TestPair, _ phone: TestHome, on home: TestHome) throws {
            let client = home.client
            switch self {
            case .editDraft, .sealDraft: try client.saveDraft(.firstWord, text: "A draft.")
            case .replaceSeal, .withdraw: _ = try client.seal(.firstWord, text: "Sealed.")
            case .unskip: try client.skip(.firstWord, undo: false)
            case .reflect, .react, .unreact:
                for home in [home, couple.ben] {
                    _ = try home.client.seal(.firstWord, text: "Words.")
                    try home.sync()
                }
                try home.sync()
                try client.markLookedAt(RoundReference(prompt: .firstWord, number: 1))
                if self == .unreact { _ = try client.react(.firstWord, round: 1, symbol: "♥") }
            case .replaceDeck, .removeDeck: _ = try client.addDeck(Self.deck)
            case .keepPledge, .unkeepPledge:
                _ = try client.addPledge("Walk", from: day, through: day.advanced(by: 6))
                if self == .unkeepPledge { try client.keepPledge(1, on: day) }
            case .replaceKit: _ = try client.makeKit(replacing: false)
            case .removeDevice:
                let tablet = try TestHome(couple.world, seed: 9)
                try tablet.client.useLink(PaperCode(parsing: client.link().text), deviceName: "tablet")
            default: break
            }
        }

        func act(on client: Client) throws {
            switch self {
            case .saveDraft: try client.saveDraft(.firstWord, text: "A draft.")
            case .editDraft: try client.saveDraft(.firstWord, text: "Another draft.")
            case .seal, .replaceSeal: _ = try client.seal(.firstWord, text: "Sealed here.")
            case .sealDraft: _ = try client.seal(.firstWord, text: nil)
            case .withdraw: try client.withdraw(.firstWord)
            case .skip: try client.skip(.firstWord, undo: false)
            case .unskip: try client.skip(.firstWord, undo: true)
            case .ask: _ = try client.ask("What did you dream?")
            case .reschedule: try client.reschedule { $0.cadence = .weekly }
            case .addDeck: _ = try client.addDeck(Self.deck)
            case .replaceDeck: _ = try client.addDeck(Self.deck.replacing("lantern", with: "lamp"))
            case .removeDeck: try client.removeDeck("winter")
            case .checkIn: _ = try client.checkIn(CheckIn(parsing: "shame 7"))
            case .addPledge: _ = try client.addPledge("Walk", from: day, through: day.advanced(by: 6))
            case .keepPledge: try client.keepPledge(1, on: day)
            case .unkeepPledge: try client.keepPledge(1, on: nil)
            case .reflect: try client.reflect(.firstWord, round: 1, text: "And now?")
            case .react: try client.react(.firstWord, round: 1, symbol: "♥")
            case .unreact: try client.react(.firstWord, round: 1, symbol: nil)
            case .rename: try client.set(.name, to: "Augusta")
            case .renameDevice: try client.set(.deviceName, to: "tower")
            case .bringIn: _ = try client.bringIn(Self.export) { _, _ in }
            case .link: _ = try client.link()
            case .makeKit: _ = try client.makeKit(replacing: false)
            case .replaceKit: _ = try client.makeKit(replacing: true)
            case .removeDevice: try client.removeDevice("tablet")
            }
        }

        private static let deck = """
            id = "winter"
            title = "Winter"
            about = "For two."

            [[prompt]]
            question = "Where does the lantern hang?"
            depth = 1
            """

        private static let export = Export(
            exported: Instant(milliseconds: 1_740_000_000_000), name: "Ada", partner: "Carl",
            prompts: [
                Export.Prompt(
                    id: .smallStep, question: "Why?", isSkipped: false,
                    rounds: [
                        Export.Round(
                            number: 1, state: .revealed,
                            mine: Export.Voice(text: "mine", at: Instant(milliseconds: 1_740_000_000_000)),
                            theirs: Export.Voice(text: "theirs", at: Instant(milliseconds: 1_740_000_000_000)))
                    ], history: [])
            ])

        private var day: Day { TwoMachinesTests.day }
    }

    private func settle(_ homes: TestHome...) throws {
        for _ in 0..<2 { for home in homes { try home.sync() } }
    }

    @Test(arguments: Change.allCases, [false, true])
    func `what one of them changes, the other shows alike`(change: Change, onPhone: Bool) throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        let (here, there) = onPhone ? (phone, couple.ada) : (couple.ada, phone)
        // Prepared on the other device, so that it's changed on a different device than it was made on.
        try change.prepare(couple, phone, on: there)
        couple.world.time.advance(seconds: 5)
        try settle(there, here, there)
        let before = try Picture(there)
        #expect(try Picture(here) == before)
        try change.act(on: here.client)
        couple.world.time.advance(seconds: 5)
        try settle(here, there)
        let after = try Picture(there)
        #expect(after != before, "\(change), on the phone: \(onPhone)")
        #expect(try Picture(here) == after, "\(change), on the phone: \(onPhone)")
    }

    @Test func `leaving on one of them ends the other, and both say so`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        try phone.client.leave()
        #expect(throws: ClientError.youHaveLeft) { try couple.ada.sync() }
        #expect(try [couple.ada, phone].map { try $0.client.status().phase } == [.left, .left])
    }

    // MARK: Kits

    @Test(arguments: [false, true])
    func `a kit is replaced on another machine than it was made on, and ends`(onPhone: Bool) throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        let (here, there) = onPhone ? (phone, couple.ada) : (couple.ada, phone)
        let old = try PaperCode(parsing: there.client.makeKit(replacing: false).text)
        #expect(throws: ClientError.kitExists) { try here.client.makeKit(replacing: false) }
        let new = try PaperCode(parsing: here.client.makeKit(replacing: true).text)
        try there.sync()
        for home in [here, there] {
            #expect(throws: ClientError.codeUnknown) { try home.client.checkKit(old) }
            try home.client.checkKit(new)
            #expect(try home.client.devices().count { $0.kind == .kit && $0.isLive } == 1)
            #expect(try home.client.findings(after: nil).contains(.kit(true)))
        }
        let fresh = try TestHome(couple.world, seed: 7)
        #expect(throws: ClientError.codeUnknown) { try fresh.client.recover(old, deviceName: "new") }
        try fresh.client.recover(new, deviceName: "new")
    }

    @Test(arguments: [false, true])
    func `a replaced kit's box does not come back when a server that lost everything is told all again`(onPhone: Bool) throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        let (here, there) = onPhone ? (phone, couple.ada) : (couple.ada, phone)
        let beginning = couple.world.store.snapshot()
        let old = try PaperCode(parsing: there.client.makeKit(replacing: false).text)
        let new = try PaperCode(parsing: here.client.makeKit(replacing: true).text)
        try settle(there, here)
        couple.world.restore(beginning)
        try settle(there, here, there)
        #expect(throws: ClientError.codeUnknown) { try here.client.checkKit(old) }
        try here.client.checkKit(new)
    }

    // MARK: Keys

    /// Of all the keys that the server holds, those a code on paper can open.
    private func keys(of code: PaperCode, _ couple: TestPair, expires: Instant?) throws -> Set<KeyID> {
        let device = try code.keys.device()
        let card = device.card(.link, expires: expires)
        return try couple.world.store.read { reader in
            var keys: Set<KeyID> = []
            for row in try reader.grants(of: couple.ada.membership.couple)
            where try row.grant.open(as: card.id, with: device) != nil {
                keys.insert(row.grant.key)
            }
            return keys
        }
    }

    private func keysWritten(by home: TestHome) -> [KeyID] {
        home.sentWrites.compactMap { write in
            guard case .record(let write) = write else { return nil }
            return write.record.header.key
        }
    }

    @Test(arguments: [false, true])
    func `what anybody writes after a link code was used, they write under keys that the code does not hold`(isSynced: Bool) throws
    {
        let couple = try TestPair()
        let printed = try couple.ada.client.link()
        let code = try PaperCode(parsing: printed.text)
        let held = try keys(of: code, couple, expires: printed.expires)
        #expect(!held.isEmpty)
        let phone = try TestHome(couple.world, seed: 3)
        try phone.client.useLink(code, deviceName: "phone")
        // The new device introduces itself first.
        #expect(!keysWritten(by: phone).isEmpty)
        #expect(held.isDisjoint(with: keysWritten(by: phone)))
        if isSynced { try settle(couple.ada, couple.ben, phone) }
        try couple.ada.sync()
        try couple.ben.sync()
        let homes = [phone, couple.ada, couple.ben]
        let before = homes.map { keysWritten(by: $0).count }
        for home in homes { _ = try home.client.ask("What did you dream?") }
        try phone.client.saveDraft(.firstWord, text: "A draft.")
        try couple.ada.client.saveDraft(.smallStep, text: "A draft.")
        for home in homes { try home.sync() }
        for (home, count) in zip(homes, before) {
            let keys = keysWritten(by: home).dropFirst(count)
            #expect(!keys.isEmpty)
            #expect(held.isDisjoint(with: keys))
        }
    }
}
