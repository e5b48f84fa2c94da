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

@Suite("What is found out about a server", .onOwnThreads)
struct ServerFindingTests {
    private var reference: RoundReference { RoundReference(prompt: .firstWord, number: 1) }

    @Test func `nothing is wrong with two who are well`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.makeKit(replacing: false)
        for findings in [try couple.ada.explain(), try couple.ada.examine()] {
            #expect(findings.allSatisfy { $0.level == .fine })
            #expect(findings.contains(.reachable))
            #expect(findings.contains(.pending(0)))
            #expect(findings.contains(.clock(ahead: .zero)))
        }
    }

    @Test func `a server that cannot be reached, and what waits for it`() throws {
        let couple = try TestPair()
        couple.ada.isOffline = true
        try couple.ada.client.saveDraft(.firstWord, text: "A draft.")
        for findings in [try couple.ada.explain(), try couple.ada.examine()] {
            #expect(findings.contains(.syncError(.unreachable(.unreachable))))
            #expect(findings.contains(.pending(1)))
            #expect(!findings.contains(.reachable))
            // The clocks haven't been compared.
            #expect(!findings.contains(.clock(ahead: .zero)))
        }
    }

    @Test func `something that answers and is no Twofold server`() throws {
        let couple = try TestPair()
        couple.ada.transport.fault = { _ in .foreignReply }
        #expect(try couple.ada.explain().contains(.syncError(.notTwofold)))
        #expect(try couple.ada.examine().contains(.syncError(.notTwofold)))
    }

    @Test func `no server at all`() throws {
        let home = try TestHome(World(), seed: 5)
        try home.client.initialise(name: "Ada", deviceName: "desk", server: nil)
        #expect(try home.explain().contains(.syncError(.noServer)))
        #expect(try home.examine().contains(.syncError(.noServer)))
    }

    @Test(arguments: [-90_000, 30, 7200] as [Int64])
    func `a clock of this machine that is off, and by how much`(ahead: Int64) throws {
        let couple = try TestPair()
        couple.ada.clocks.ahead = ahead
        let finding = Finding.clock(ahead: .seconds(ahead))
        #expect(try couple.ada.explain().contains(finding))
        #expect(try couple.ada.examine().contains(finding))
        #expect(finding.level == (ahead == 30 ? .fine : .note))
    }

    @Test func `a server whose clock is plainly wrong`() throws {
        let couple = try TestPair()
        couple.ada.clocks.stoppedAt = couple.world.time.now
        couple.world.time.set(Instant(milliseconds: 5000))
        for findings in [try couple.ada.explain(), try couple.ada.examine()] {
            #expect(findings.contains(.serverClockWrong(Instant(milliseconds: 5000))))
            // This device's clock isn't compared with one that can't be right.
            #expect(!findings.contains { if case .clock = $0 { true } else { false } })
        }
    }

    @Test func `a key that does not fit`() throws {
        let couple = try TestPair()
        let (clocks, transport) = (couple.ada.clocks, couple.ada.transport)
        let other = Client(
            store: couple.ada.store, storeKey: SecretKey(random: RandomSource { Bytes(repeating: 9, count: $0) }),
            random: RandomSource { Bytes(repeating: 8, count: $0) }, now: { clocks.wall }, boot: { clocks.boot },
            catalogue: try Catalogue.builtIn(), connect: { _, _ in transport })
        #expect(try other.findings(after: nil) == [.storeKeyWrong])
        #expect(try other.findings(after: other.sync(budget: nil)) == [.storeKeyWrong])
    }

    @Test func `a server that went back, and how much is still to be offered to it`() throws {
        let couple = try TestPair()
        let old = couple.world.store.snapshot()
        for name in ["first-word", "small-step", "coming-back"] {
            try couple.ada.client.saveDraft("founding/\(name)", text: "Meanwhile.")
        }
        try couple.ada.sync()
        couple.world.restore(old)
        // The reply that reveals the other history arrives; from the next one on, nothing does.
        var syncs = 0
        couple.ada.transport.fault = { route in
            if route == .sync { syncs += 1 }
            return syncs > 1 ? .requestLost : .none
        }
        let halted = try couple.ada.explain()
        let left = halted.compactMap { finding -> Int? in
            if case .serverWentBack(TestClock.start, let left) = finding { left } else { nil }
        }
        #expect(left.count == 1 && left.allSatisfy { $0 > 3 })
        couple.ada.isOffline = false
        #expect(try couple.ada.explain().contains(.serverWentBack(at: TestClock.start, left: 0)))
        // For a week, to the millisecond.
        couple.world.time.advance(milliseconds: 7 * 86_400_000 - 1)
        #expect(try couple.ada.explain().contains(.serverWentBack(at: TestClock.start, left: 0)))
        couple.world.time.advance(milliseconds: 1)
        #expect(try !couple.ada.explain().contains(.serverWentBack(at: TestClock.start, left: 0)))
    }

    @Test func `a seal of before the server went back waits for the other machines of its author`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.sync()
        let old = couple.world.store.snapshot()
        try couple.ada.client.saveDraft(.smallStep, text: "Meanwhile.")
        try couple.ada.sync()
        couple.world.restore(old)
        let finding = Finding.sealsWaitForMachines([reference], machines: ["phone"])
        #expect(try couple.ada.explain().contains(finding))
        #expect(try couple.ada.examine().contains(finding))
        // Ben can't see a seal that doesn't count: that is what is waiting.
        try couple.ben.sync()
        #expect(try couple.ben.client.show(.firstWord).rounds[0].state == .open)

        couple.world.time.advance(seconds: 60)
        try phone.sync()
        try phone.client.saveDraft(.comingBack, text: "From the phone.")
        try phone.sync()
        #expect(try !couple.ada.explain().contains(finding))
        try couple.ben.sync()
        #expect(try couple.ben.client.show(.firstWord).rounds[0].state == .sealedByPartner)
    }
}
