import ClientCore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A server that goes back is brought up to date, and nothing withdrawn comes back", .onOwnThreads)
struct ServerWentBackTests {
    /// Whether the server moves past the old cursor before the devices return.
    @Test(arguments: [true, false], [true, false])
    func `either partner's device alone brings back what was revealed`(adaReturns: Bool, movesPast: Bool) throws {
        let couple = try TestPair()
        let old = couple.world.store.snapshot()
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.sync()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        try couple.ada.sync()
        couple.world.restore(old)
        let (returning, other) = adaReturns ? (couple.ada, couple.ben) : (couple.ben, couple.ada)
        if movesPast {
            for name in ["small-step", "coming-back", "held-back"] {
                try returning.client.saveDraft("founding/\(name)", text: "Meanwhile.")
            }
        }
        try returning.sync()
        #expect(try returning.client.takeNotices().map(\.notice).contains(.serverWentBack))
        // The other partner's only device is gone; all that is left of it is what the server has.
        let kit = try PaperCode(parsing: returning.client.makeKit(replacing: false).text)
        let fresh = try TestHome(couple.world, seed: 9)
        try fresh.client.recover(kit, deviceName: "new")
        let round = try fresh.client.show(.firstWord).rounds[0]
        #expect(round.state == .revealed)
        #expect(Set([round.mine?.text, round.theirs?.text]) == ["Ada's.", "Ben's."])
        try other.sync()
        #expect(try other.client.show(.firstWord).rounds[0].state == .revealed)
        let notices = try other.client.takeNotices().map(\.notice)
        #expect(notices == (adaReturns ? [.serverWentBack] : [.partnerJoined, .serverWentBack]))
    }

    @Test func `that the partner joined is said again by a server that went back, and raises no alarm`() throws {
        let couple = try TestPair()
        let old = couple.world.store.snapshot()
        try couple.ada.client.saveDraft(.firstWord, text: "Meanwhile.")
        try couple.ada.sync()
        _ = try couple.ada.client.takeNotices()
        couple.world.restore(old)
        let before = couple.ada.received.count
        try couple.ada.sync()
        let isSaidAgain = couple.ada.received.dropFirst(before).flatMap(\.changes).contains { change in
            if case .joined = change { true } else { false }
        }
        #expect(isSaidAgain)
        #expect(try couple.ada.client.takeNotices().map(\.notice) == [.serverWentBack])
    }

    @Test func `of two pairs of two histories one stands, whole, on every machine`() throws {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada, couple.ben)
        let (adasPhone, bensPhone) = (try couple.linkSecondDevice(), try couple.linkSecondDevice(of: ben, seed: 4))
        let old = couple.world.store.snapshot()
        // Written first, sent last: it's older than either half of the lost pair.
        _ = try bensPhone.client.seal(.firstWord, text: "Ben's, on the phone.")
        couple.world.time.advance(seconds: 60)
        for (home, text) in [(ada, "Ada's."), (ben, "Ben's.")] {
            _ = try home.client.seal(.firstWord, text: text)
            try home.sync()
        }
        try ada.sync()
        couple.world.restore(old)
        couple.world.time.advance(seconds: 60)
        _ = try adasPhone.client.seal(.firstWord, text: "Ada's, on the phone.")
        for home in [bensPhone, adasPhone, bensPhone] { try home.sync() }
        #expect(try bensPhone.client.show(.firstWord).rounds[0].state == .revealed)
        for home in [ada, ben, adasPhone, bensPhone, ada, ben] { try home.sync() }
        for (home, isAdas) in [(ada, true), (adasPhone, true), (ben, false), (bensPhone, false)] {
            let round = try home.client.show(.firstWord).rounds[0]
            #expect((isAdas ? round.mine : round.theirs)?.text == "Ada's.")
            #expect((isAdas ? round.theirs : round.mine)?.text == "Ben's.")
        }
    }

    @Test func `a seal of the partner's that the server lost is not shown as sealed until the server shows it again`() throws {
        let couple = try TestPair()
        let old = couple.world.store.snapshot()
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.sync()
        try couple.ben.sync()
        couple.world.restore(old)
        try couple.ben.sync()
        #expect(try couple.ben.client.show(.firstWord).rounds[0].state == .open)
        try couple.ada.sync()
        try couple.ben.sync()
        #expect(try couple.ben.client.show(.firstWord).rounds[0].state == .sealedByPartner)
    }

    @Test func `in handshake, an answer in the place of the one opened for is not opened for unless its reader says so`() throws {
        let couple = try TestPair()
        for home in [couple.ada, couple.ben] { try home.client.set(.reveal, to: "handshake") }
        let old = couple.world.store.snapshot()
        _ = try couple.ada.client.seal(.firstWord, text: "First.")
        try couple.ada.sync()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        // Ben has sent his opening for Ada's first answer; the server forgets all of it, and Ada writes another.
        couple.world.restore(old)
        _ = try couple.ada.client.seal(.firstWord, text: "Second.")
        for home in [couple.ada, couple.ben, couple.ada, couple.ben] { try home.sync() }
        #expect(try couple.ben.client.show(.firstWord).rounds[0].state == .sealedByBoth)
        #expect(try couple.ben.client.takeNotices().map(\.notice).contains(.partnerChanged(prompt: .firstWord)))
        _ = try couple.ben.client.seal(.firstWord, text: nil)
        for home in [couple.ben, couple.ada, couple.ben] { try home.sync() }
        for home in [couple.ada, couple.ben] { #expect(try home.client.show(.firstWord).rounds[0].state == .revealed) }
        #expect(try couple.ben.client.show(.firstWord).rounds[0].theirs?.text == "Second.")
    }

    @Test(arguments: RevealMode.allCases)
    func `a seal withdrawn after the state that the server went back to does not count again`(mode: RevealMode) throws {
        let couple = try TestPair()
        try couple.ada.client.set(.reveal, to: mode.rawValue)
        let phone = try couple.linkSecondDevice()
        _ = try couple.ada.client.seal(.firstWord, text: "Regretted.")
        try couple.ada.sync()
        try phone.sync()
        try couple.ben.sync()
        let old = couple.world.store.snapshot()
        try couple.ada.client.withdraw(.firstWord)
        try couple.ada.sync()
        try couple.ben.sync()
        couple.world.restore(old)
        // Ben has seen more than the server has, so the rollback is detected, and the old seal waits for Ada's devices.
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        try phone.sync()
        try couple.ben.sync()
        #expect(try couple.ben.client.show(.firstWord).rounds[0].theirs == nil)
        try couple.ada.sync()
        try couple.ben.sync()
        #expect(try couple.ben.client.show(.firstWord).rounds[0].state == .sealedByMe)
        #expect(try couple.ada.client.show(.firstWord).rounds[0].state == .sealedByPartner)
        #expect(try couple.ada.client.show(.firstWord).rounds[0].draft?.text == "Regretted.")
    }

    @Test func `a couple that the server no longer knows is founded again, with everything in it`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.client.saveDraft(.smallStep, text: "A draft.")
        try couple.ada.sync()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        try couple.ada.sync()
        try couple.ben.sync()
        couple.world.restore(try World().store.snapshot())
        for home in [couple.ben, couple.ada] { try home.sync() }
        #expect(try couple.ben.client.takeNotices().map(\.notice).contains(.foundedAgain))
        let phone = try couple.linkSecondDevice()
        #expect(try phone.client.show(.firstWord).rounds[0].theirs?.text == "Ben's.")
        #expect(try phone.client.show(.smallStep).rounds[0].draft?.text == "A draft.")
    }

    @Test func `a removal stays a removal in a history that never saw it`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        let old = couple.world.store.snapshot()
        try couple.ada.client.removeDevice("phone")
        try couple.ada.sync()
        couple.world.restore(old)
        // The thief syncs first.
        _ = try phone.client.sync(budget: nil)
        try couple.ada.sync()
        #expect(throws: ClientError.deviceRemoved) { try phone.sync() }
    }
}
