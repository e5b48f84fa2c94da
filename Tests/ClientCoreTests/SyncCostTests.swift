import Catalogue
import ClientCore
import FoundationEssentials
import LocalStore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

/// Costs are counted in rows read, so that neither the clock nor other load on the computer matters.
@Suite("A sync costs what it carries, whatever the home holds", .onOwnThreads)
struct SyncCostTests {
    enum Page: CaseIterable {
        /// Seals whose rounds can't be named.
        case unknownSeals
        case knownSeals
        case prompts
        case drafts
        case reflections
    }

    @Test(arguments: Page.allCases)
    func `a page costs the same on a home that holds little as on one that holds a lot`(page: Page) throws {
        let (little, much) = (try rowsRead(by: page, with: 10), try rowsRead(by: page, with: 150))
        #expect(much <= little + 5)
    }

    private func rowsRead(by page: Page, with size: Int) throws -> Int {
        let couple = try TestPair()
        let (bens, adas) = (try BulkWriter(couple.ben, couple.world), try BulkWriter(couple.ada, couple.world, seed: 78))
        let prompts = try bens.prompts(size)
        try bens.send(prompts.writes + bens.answers(to: prompts.ids))
        try adas.send(adas.answers(to: prompts.ids) + adas.drafts(size))
        try couple.ada.sync()
        let later = try bens.prompts(10)
        try bens.send(later.writes)
        try couple.ada.sync()
        switch page {
        case .unknownSeals: try bens.send(bens.answers(to: (0..<10).map { "nobody/knows-\($0)" }))
        case .knownSeals: try bens.send(bens.answers(to: later.ids))
        case .prompts: try bens.send(bens.prompts(10).writes)
        case .drafts: try adas.send(adas.drafts(10))
        case .reflections: try bens.send(bens.reflections(on: Array(prompts.ids.prefix(10))))
        }
        let (client, home) = try couple.ada.counted()
        let report = try client.sync(budget: nil)
        #expect(report.stopped == nil && report.pulled == 10)
        return home.rowsRead
    }

    @Test func `four times as many entries in the outbox cost four times as much`() throws {
        @Sendable func rowsRead(_ count: Int) throws -> Int {
            let couple = try TestPair()
            try couple.ada.fillOutbox(count)
            let (client, home) = try couple.ada.counted()
            let report = try client.sync(budget: nil)
            #expect(report.pushed == count && report.pending == 0)
            return home.rowsRead
        }
        let (few, many) = (try rowsRead(100), try rowsRead(400))
        #expect(many <= few * 5)
    }

    @Test func `four times as many frozen rounds cost four times as much, and one sync opens them all`() throws {
        @Sendable func rowsRead(_ count: Int) throws -> Int {
            let couple = try TestPair()
            let phone = try couple.linkSecondDevice()
            let (bens, adas) = (try BulkWriter(couple.ben, couple.world), try BulkWriter(couple.ada, couple.world, seed: 78))
            let prompts = try bens.prompts(count)
            try bens.send(prompts.writes + bens.answers(to: prompts.ids, escrow: false))
            try adas.send(adas.answers(to: prompts.ids, escrow: false))
            let (client, home) = try phone.counted()
            #expect(try client.sync(budget: nil).stopped == nil)
            let sent = phone.sentWrites.compactMap { if case .opening(let opening) = $0 { opening.round } else { nil } }
            #expect(Set(sent).count == count)
            return home.rowsRead
        }
        let (few, many) = (try rowsRead(40), try rowsRead(160))
        #expect(many <= few * 5)
    }

    @Test func `writes that the server refuses keep no others back`() throws {
        let couple = try TestPair(World(limits: Limits(bodyBytes: 8_192)))
        try couple.ada.fillOutbox(220, text: String(repeating: "long ", count: 4_000))
        try couple.ada.client.saveDraft(.firstWord, text: "Short.")
        let before = couple.ada.sentRequests.count
        let report = try couple.ada.client.sync(budget: nil)
        #expect(report.pushed == 1 && report.pending == 220)
        #expect(couple.ada.sentRequests.count - before <= 10)
    }

    @Test func `a key is opened once, and kept`() throws {
        let couple = try TestPair()
        let writer = try BulkWriter(couple.ben, couple.world)
        try writer.send(writer.grants(20, to: [couple.ada, couple.ben].map { try $0.deviceKeys.card(.machine) }))
        try couple.ada.sync()
        let (client, home) = try couple.ada.counted()
        _ = try client.status()
        #expect(home.rows["unopened"] == 0)
        #expect(try couple.ada.store.read { try $0.grants() }.count > 20)
    }

    @Test func `what was kept of a grant is of no use in the place of another`() throws {
        let couple = try TestPair()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ben.sync()
        try couple.ada.sync()
        try couple.ada.store.write { transaction in
            let kept = try transaction.storedGrants().compactMap { stored in
                if case .opened(let blob) = stored.content { (stored.digest, blob) } else { nil }
            }
            #expect(kept.count > 2)
            for (digest, _) in kept { try transaction.keep(kept[0].1, ofGrant: digest) }
        }
        let (client, _) = try couple.ada.counted()
        #expect(try client.show(.firstWord).rounds[0].theirs?.text == "Ben's.")
    }

    @Test func `grants of strangers are kept up to a number`() throws {
        let world = try World()
        let ada = try TestHome(world, seed: 1)
        try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        _ = try ada.client.invite()
        let own = try ada.store.read { try $0.grants() }
        let pattern = try WireJSON.encode(try #require(own.first))
        let (epoch, author) = ("\"epoch\":0", "\"author\":\"\(try ada.membership.partner)\"")
        let text = String(decoding: pattern, as: UTF8.self)
        #expect(text.contains(epoch) && text.contains(author))
        let strangers: [Change] = try (1...4_200).map { number in
            let name = PartnerID(validated: SeededRandom(seed: UInt64(number)).bytes(32))
            let changed = text.replacing(epoch, with: "\"epoch\":\(number)").replacing(author, with: "\"author\":\"\(name)\"")
            return .grant(try WireJSON.decode(KeyGrant.self, from: .init(changed.utf8)))
        }
        var isFirst = true
        ada.transport.tamper = { reply in
            defer { isFirst = false }
            return isFirst ? reply.with(changes: reply.changes + strangers) : reply
        }
        try ada.sync()
        #expect(try ada.store.read { try $0.grants() }.count <= 4_000 + own.count)
    }

    @Test func `what came before its key has its effects once the key is there`() throws {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada, couple.ben)
        _ = try couple.linkSecondDevice(of: ben, seed: 4)
        try ada.sync()
        // This renews the keys.
        try ben.client.removeDevice("phone")
        try ben.sync()
        let prompt = try ben.client.ask("How are you?")
        _ = try ben.client.seal(prompt, text: "Well.")
        try ben.client.set(.name, to: "Benjamin")
        try ben.sync()
        var heldBack: [Change] = []
        ada.transport.tamper = { reply in
            let grants = reply.changes.filter { if case .grant = $0 { true } else { false } }
            heldBack += grants
            return reply.with(changes: reply.changes.filter { !grants.contains($0) })
        }
        try ada.sync()
        #expect(!heldBack.isEmpty)
        #expect(try ada.client.status().waitingForMe.isEmpty)
        ada.transport.tamper = { reply in
            defer { heldBack = [] }
            return reply.with(changes: heldBack + reply.changes)
        }
        try ada.sync()
        #expect(try ada.client.status().waitingForMe == [prompt])
        #expect(try ada.client.status().partner == "Benjamin")
    }

    @Test func `a seal to a prompt that the program did not have yet is named once it has it`() throws {
        let couple = try TestPair()
        let prompt: PromptID = "extra/one"
        let extra = Prompt(
            id: prompt, question: "One?", barriers: [], depth: .middle)
        let newer = try Catalogue(
            decks: Catalogue.builtIn().decks + [Deck(id: "extra", title: "Extra", about: "", prompts: [extra])])
        let ben = try couple.ben.counted(catalogue: newer).client
        _ = try ben.seal(prompt, text: "Ben's.")
        _ = try ben.sync(budget: nil)
        try couple.ada.sync()
        #expect(try couple.ada.client.status().waitingForMe.isEmpty)
        let ada = try couple.ada.counted(catalogue: newer).client
        _ = try ada.sync(budget: nil)
        #expect(try ada.status().waitingForMe == [prompt])
    }
}
