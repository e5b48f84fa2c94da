import Catalogue
import ClientCore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("What is found out about changes on their way, keys and phases", .onOwnThreads)
struct ChangeFindingTests {
    @Test func `without a partner, changes and finished answers wait for one`() throws {
        let world = try World()
        let ada = try TestHome(world, seed: 1)
        try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        _ = try ada.client.seal(.firstWord, text: "Early.")
        _ = try ada.client.ask("Where to?")
        let alone = try ada.explain()
        #expect(alone.contains(.phase(.waiting)))
        // The name and the question.
        #expect(alone.contains(.waitsForPartner(2)))
        #expect(alone.contains(.pending(0)))
        #expect(alone.contains(.finished([.firstWord], isPaired: false)))

        let ben = try TestHome(world, seed: 2)
        try ben.client.join(PaperCode(parsing: ada.client.invite().text), name: "Ben", deviceName: "laptop")
        try ben.sync()
        let paired = try ada.explain()
        #expect(paired.contains(.finished([.firstWord], isPaired: true)))
        #expect(paired.contains(.pending(0)))
        #expect(!paired.contains { if case .waitsForPartner = $0 { true } else { false } })
    }

    @Test(arguments: [true, false]) func `what the server refuses, with the limit that it states`(isReachable: Bool) throws {
        let couple = try TestPair(World(limits: Limits(recordsPerPartner: 12)))
        for id in try couple.ada.client.prompts(deck: "founding", search: nil).map(\.id) {
            try couple.ada.client.saveDraft(id, text: "A draft.")
        }
        _ = try couple.ada.client.sync(budget: nil)
        couple.ada.isOffline = !isReachable
        let findings = try couple.ada.examine()
        let refusal = try #require(
            findings.compactMap { finding -> (prompts: [PromptID], count: Int, limit: Int64?)? in
                guard case .refused(.quotaRecords, let prompts, let count, let limit) = finding else { return nil }
                return (prompts, count, limit)
            }.first)
        #expect(refusal.count > 0 && refusal.prompts.count == refusal.count)
        #expect(refusal.limit == (isReachable ? 12 : nil))
        #expect(findings.contains(.pending(0)))
    }

    @Test func `changes whose time was set anew in vain`() throws {
        let couple = try TestPair()
        // A server that states a different time than the one it judges by.
        couple.ada.transport.tamper = { $0.with(time: $0.time.advanced(by: .seconds(86_400))) }
        try couple.ada.client.saveDraft(.firstWord, text: "A draft.")
        _ = try couple.ada.client.sync(budget: nil)
        #expect(try couple.ada.explain().contains(.stampedInVain(prompts: [.firstWord], count: 1)))
        // Once the server states its real time, the next sync sends them.
        couple.ada.transport.tamper = { $0 }
        try couple.ada.sync()
        #expect(try couple.ada.client.status().pending == 0)
        #expect(try couple.ada.explain().contains(.pending(0)))
    }

    @Test func `an edit that lost to another machine`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        try couple.ada.client.saveDraft(.firstWord, text: "On the desk.")
        couple.world.time.advance(seconds: 60)
        try phone.client.saveDraft(.firstWord, text: "On the phone.")
        try phone.sync()
        #expect(try couple.ada.explain().contains(.lost(.superseded, prompts: [.firstWord])))
        // Still reported, whether or not the notice was shown.
        _ = try couple.ada.client.takeNotices()
        #expect(try couple.ada.examine().contains(.lost(.superseded, prompts: [.firstWord])))
        // For a week, to the millisecond.
        couple.world.time.advance(milliseconds: 7 * 86_400_000 - 1)
        #expect(try couple.ada.examine().contains(.lost(.superseded, prompts: [.firstWord])))
        couple.world.time.advance(milliseconds: 1)
        #expect(try !couple.ada.examine().contains(.lost(.superseded, prompts: [.firstWord])))
    }

    @Test func `records whose keys have not arrived`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice(seed: 3)
        let tablet = try couple.linkSecondDevice(seed: 4)
        try phone.sync()
        // A server that withholds from the phone the keys made after a removal.
        phone.transport.tamper = { $0.with(only: { if case .grant = $0 { false } else { true } }) }
        let tabletID = try tablet.membership.device
        let short = try #require(couple.ada.client.devices().first { $0.id == tabletID }).short
        try couple.ada.client.removeDevice(short)
        try couple.ada.sync()
        try couple.ada.client.saveDraft(.firstWord, text: "Under a new key.")
        _ = try couple.ada.client.ask("Under a new key?")
        try couple.ada.sync()
        let findings = try phone.explain()
        #expect(findings.contains { if case .keysMissing(own: 1..., shared: 1...) = $0 { true } else { false } })
        #expect(try !couple.ada.explain().contains { if case .keysMissing = $0 { true } else { false } })
    }

    @Test func `the phases in which nothing more is sent`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        try couple.ada.client.removeDevice("phone")
        try couple.ada.sync()
        let removed = try phone.explain()
        #expect(removed.contains(.phase(.removed)))
        #expect(Finding.phase(.removed).level == .problem)
        // It's reported once.
        #expect(!removed.contains { if case .syncError = $0 { true } else { false } })

        try couple.ada.client.leave()
        #expect(try couple.ada.explain().contains(.phase(.left)))
        #expect(try couple.ben.explain().contains(.phase(.partnerLeft)))
    }
}
