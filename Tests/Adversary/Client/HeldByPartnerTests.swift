import ClientCore
import Commands
import LocalStore
import Models
import Presentation
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A partner who takes the ids of what the two share, or of what is the other's", .onOwnThreads)
struct HeldByPartnerTests {
    private func scheduleID(_ home: TestHome) throws -> RecordID {
        RoundNaming(seed: try home.key(.coupleSeed)).record("schedule", "", of: nil)
    }

    private static let schedule = """
        {"schedule":{"schedule":{"spans":[{"from":"2026-01-01","decks":["founding"],"depth":3,"cadence":"weekly","isPaused":true}]}}}
        """

    @Test(.attacks(.nothingIsLost), .shows(.settingsHeld))
    func `can keep the settings to themselves; their values aren't believed, and mine are shown as not gone through`() throws {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada, couple.ben)
        // Ada changes a setting before she learns of it.
        try ada.client.set(.cadence, to: "tue")
        let id = try scheduleID(ben)
        #expect(try couple.forge(Self.schedule, id: id, owner: .author, by: ben, as: ben, seed: 7) == .applied)
        _ = try ada.client.sync(budget: nil)
        #expect(try ada.client.setting(.cadence) == "daily" && ada.client.setting(.pause) == "off")
        #expect(try ada.client.waitingSchedule()?.isHeldByPartner == true)
        #expect(try ada.client.waitingSchedule()?.span.setting(.cadence) == "tue")
        #expect(try ada.noticesTaken().contains(.heldByPartner))
        #expect(try ada.client.findings(after: nil).contains(.heldByPartner(1)))
        #expect(throws: ClientError.heldByPartner) { try ada.client.set(.decks, to: "founding") }
        // Answers aren't affected.
        _ = try ada.client.seal(.firstWord, text: "Ada's.")
        _ = try ada.client.sync(budget: nil)
        try ben.sync()
        #expect(try ben.round(.firstWord).state == .sealedByPartner)
    }

    @Test(
        .attacks(.nothingIsLost),
        arguments: [
            #"{"prompt":{"id":"ID","question":"Why?","at":0}}"#,
            #"{"deck":{"id":"walks","title":"t","about":"a","since":"2026-01-01","isRemoved":false,"prompts":[]}}"#,
        ])
    func `is believed in no record of another owner than its kind has`(document: String) throws {
        let couple = try TestPair()
        let id = RecordID(validated: SeededRandom(seed: 6).bytes(32))
        let name = "ours/" + id.bytes.prefix(5).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        let before = try couple.ada.client.decks().map(\.deck)
        let text = document.replacing("ID", with: name)
        #expect(try couple.forge(text, id: id, owner: .author, by: couple.ben, as: couple.ben, seed: 7) == .applied)
        try couple.ada.sync()
        #expect(try couple.ada.client.decks().map(\.deck) == before)
    }

    @Test(.attacks(.oldStatesAreHarmless, .nothingIsLost))
    func `what they take from me on a server that lost it stays here, is told with names, and exported`() throws {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada, couple.ben)
        let old = couple.world.store.snapshot()
        _ = try ada.client.seal(.firstWord, text: "Ada's.")
        try ada.sync()
        _ = try ben.client.seal(.firstWord, text: "Ben's.")
        try ben.sync()
        try ada.sync()
        try ada.client.reflect(.firstWord, round: nil, text: "Looking back.")
        try ada.sync()
        let mine = try ada.store.read { try $0.records(of: .shared, includingTombstones: false) }.filter {
            $0.header.author != (try? ben.membership.partner) && $0.header.owner == .author
        }
        couple.world.restore(old)
        for (seed, held) in mine.enumerated() {
            _ = try couple.forge(
                #"{"skip":{}}"#, id: held.header.id, owner: .couple, by: ben, as: ben, seed: UInt64(seed) + 20)
        }
        _ = try ada.noticesTaken()
        try ada.sync()
        let things = [KeptThing(.reflection, prompt: .firstWord)]
        #expect(try ada.noticesTaken().contains(.offersRefused(things)))
        #expect(try ada.client.findings(after: nil).contains(.offersRefused(things)))
        try ada.sync()
        #expect(try !ada.noticesTaken().contains(.offersRefused(things)))
        #expect(try ada.round(.firstWord).reflections.map(\.text) == ["Looking back."])
        let exported = try ada.client.export().prompts.flatMap(\.rounds).flatMap(\.reflections).map(\.text)
        #expect(exported == ["Looking back."])
    }

    @Test(.shows(.settingsHeld)) func `a list of decks without an end is in nobody's way`() throws {
        let couple = try TestPair()
        let ada = couple.ada
        let decks = (0..<15_000).map { #""d\#($0)xxxxx""# }.joined(separator: ",")
        let document = """
            {"schedule":{"schedule":{"spans":[{"from":"2026-01-01","decks":[\(decks)],"depth":3,"cadence":"daily","isPaused":false}]}}}
            """
        #expect(
            try couple.forge(document, id: scheduleID(ada), owner: .couple, by: couple.ben, as: couple.ben, seed: 7) == .applied
        )
        try ada.sync()
        #expect(Messages.Membership.setting(try #require(try ada.client.setting(.decks))).count <= 500)
        // Both spans would contain all of them.
        #expect(throws: ClientError.scheduleTooLong) { try ada.client.set(.cadence, to: "tue") }
        try ada.client.set(.decks, to: "founding")
        try ada.sync()
        #expect(try ada.client.setting(.decks) == "founding")
    }
}
