import Catalogue
import ClientCore
import FoundationEssentials
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A server that shows old states, and says what is not so", .onOwnThreads, .attacks(.oldStatesAreHarmless, .nothingIsLost))
struct OldStateTests {
    /// An evening in handshake mode in which Ada withdraws one answer and gives another, with every state the server had.
    private func evening() throws -> (couple: TestPair, phone: TestHome, states: [MemoryState]) {
        let couple = try TestPair()
        try couple.ada.client.set(.reveal, to: "handshake")
        let phone = try couple.linkSecondDevice()
        var states = [couple.world.store.snapshot()]
        func all(_ homes: [TestHome]) throws {
            for home in homes {
                try home.sync()
                states.append(couple.world.store.snapshot())
            }
        }
        _ = try couple.ada.client.seal(.firstWord, text: "Regretted.")
        try all([couple.ada, phone, couple.ben])
        try couple.ada.client.withdraw(.firstWord)
        try all([couple.ada, phone])
        _ = try phone.client.seal(.firstWord, text: "Meant.")
        try all([phone, couple.ada])
        return (couple, phone, states)
    }

    @Test(.shows(.serverWentBack), arguments: 0..<8)
    func `whichever state it shows to whom, what was withdrawn never opens; what was meant comes through, or is kept and told of`(
        _ index: Int
    ) throws {
        let (couple, phone, states) = try evening()
        #expect(states.count == 8)
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        // Ben's server: the old state for him first, then for Ada's devices.
        couple.world.restore(states[index])
        for home in [couple.ben, phone, couple.ben, couple.ada] { _ = try home.client.sync(budget: nil) }
        func sentOpenings() -> [Opening] { couple.ada.sentOpenings + phone.sentOpenings }
        let regretted = try #require(
            couple.ada.sentSeals.first { $0.record.header.commitment != phone.sentSeals.last?.record.header.commitment })
        #expect(try !Burglar(keys: couple.ben.everyKey, seals: [regretted], openings: sentOpenings()).opensAny())
        // An honest server from here on: everyone ends up with the same.
        for home in [couple.ada, phone, couple.ben, couple.ada, phone, couple.ben, couple.ada] { try home.sync() }
        // Three of the states contain the withdrawn answer and nothing newer that Ben had seen: he freezes it before anyone can
        // tell.
        guard (1...3).contains(index) else {
            #expect(try couple.ben.round(.firstWord).theirs?.text == "Meant.")
            #expect(try couple.ada.round(.firstWord).theirs?.text == "Ben's.")
            #expect(try phone.round(.firstWord).theirs?.text == "Ben's.")
            return
        }
        #expect(try couple.ben.round(.firstWord).theirs == nil)
        #expect(try !Burglar(keys: couple.ben.everyKey, seals: [regretted], openings: sentOpenings()).opensAny())
        for home in [couple.ada, phone] {
            #expect(try home.noticesTaken().contains(.heldBack(prompt: .firstWord)))
            #expect(try home.client.history(.firstWord).contains { $0.words.text == "Meant." })
        }
        // It's revealed when Ada agrees, and not before.
        _ = try couple.ada.client.seal(.firstWord, text: nil)
        for home in [couple.ada, couple.ben, couple.ada, couple.ben] { try home.sync() }
        #expect(try couple.ben.round(.firstWord).theirs?.text == "Regretted.")
    }

    @Test func `an old page, shown word for word to a machine that has seen more, takes nothing back`() throws {
        let (couple, phone, _) = try evening()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        for home in [couple.ben, phone, couple.ben, phone, couple.ada] { try home.sync() }
        #expect(try phone.round(.firstWord).theirs?.text == "Ben's.")
        for home in [phone, couple.ada, couple.ben] {
            let seen = try home.client.show(.firstWord)
            let devices = try home.client.devices()
            for old in home.received {
                home.transport.tamper = { old.with(time: $0.time, outcomes: $0.outcomes, more: false) }
                try home.sync()
                #expect(try home.client.show(.firstWord) == seen)
                #expect(try home.client.devices() == devices)
                home.trustServer()
                try home.sync()
                #expect(try home.client.show(.firstWord) == seen)
            }
        }
    }

    enum Lie: String, CaseIterable, Sendable { case applied, superseded, locked, refused, none, tooMany, tooFew }

    @Test(arguments: Lie.allCases)
    func `whatever it says has become of a write, the words stay with whoever wrote them`(_ lie: Lie) throws {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.firstWord, text: "Sealed words.")
        try couple.ada.client.saveDraft(.smallStep, text: "Drafted words.")
        // The server applies nothing it's sent, and lies about it.
        couple.ada.transport.rewrite = { route, reply in
            guard route == .sync, let response = try? WireJSON.decode(SyncResponse.self, from: Data(reply.body)) else {
                return reply
            }
            let outcome: [Outcome] = response.outcomes.flatMap { real -> [Outcome] in
                switch lie {
                case .applied: [.applied]
                case .superseded: [.superseded]
                case .locked: [.locked]
                case .refused: [.refused("no_such_thing")]
                case .none: [real]
                case .tooMany: [real, .applied]
                case .tooFew: []
                }
            }
            let lied = try? WireJSON.encode(response.with(outcomes: outcome))
            return TransportReply(status: 200, body: Bytes(lied ?? Data()))
        }
        let report = try couple.ada.client.sync(budget: nil)
        if lie == .tooMany || lie == .tooFew { #expect(report.stopped == .notTwofold) }
        couple.ada.trustServer()
        _ = try couple.ada.client.sync(budget: nil)
        for (prompt, text) in [(PromptID.firstWord, "Sealed words."), (.smallStep, "Drafted words.")] {
            let round = try couple.ada.round(prompt)
            let kept = try couple.ada.client.history(prompt).map(\.words.text)
            let all = kept + [round.mine?.text, round.draft?.text].compactMap(\.self)
            #expect(all.contains(text), "\(lie)")
        }
    }

    @Test
    func `it may say that its history is another one as often as it likes: the client stops, keeps everything, and goes on later`()
        throws
    {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.sync()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        try couple.ada.sync()
        try couple.ada.client.saveDraft(.smallStep, text: "A draft.")
        let problem = try WireJSON.encode(Problem.of(.historyChanged))
        var asked = 0
        couple.ada.transport.rewrite = { route, reply in
            guard route == .sync else { return reply }
            asked += 1
            return TransportReply(status: 409, body: Bytes(problem))
        }
        for _ in 0..<5 {
            asked = 0
            #expect(try couple.ada.client.sync(budget: nil).stopped == .problem(.of(.historyChanged)))
            #expect(asked < 10)
        }
        couple.ada.trustServer()
        try couple.ada.sync()
        try couple.ben.sync()
        try couple.ada.sync()
        #expect(try couple.ada.round(.firstWord).theirs?.text == "Ben's.")
        #expect(try couple.ada.round(.smallStep).draft?.text == "A draft.")
        #expect(try couple.ada.client.status().pending == 0)
    }

    @Test(.shows(.withholding)) func `pages that were cut, and a cursor that says that they were whole, make nothing up`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.sync()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        couple.ada.transport.tamper = { reply in
            reply.with(
                changes: reply.changes.filter { change in
                    if case .record(let record) = change {
                        record.header.author == reply.changes.records.first?.header.author
                    } else {
                        true
                    }
                })
        }
        try couple.ada.sync()
        couple.ada.trustServer()
        #expect(try couple.ada.round(.firstWord).theirs == nil)
        #expect(try couple.ada.round(.firstWord).state != .revealed)
        #expect(try couple.ada.round(.firstWord).mine?.text == "Ada's.")
    }
}
