import ClientCore
import LocalStore
import Models
import Support
import TestTraits
import Testing
import Wire

@Suite("What is found out about rounds that are under way", .onOwnThreads)
struct RoundFindingTests {
    private var reference: RoundReference { RoundReference(prompt: .firstWord, number: 1) }

    private func pair(_ mode: RevealMode) throws -> TestPair {
        let couple = try TestPair()
        for home in [couple.ada, couple.ben] { try home.client.set(.reveal, to: mode.rawValue) }
        return couple
    }

    @Test func `who has sealed waits, and who has not is awaited`() throws {
        let couple = try TestPair()
        couple.world.time.advance(seconds: 3600)
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        #expect(try couple.ada.examine().contains(.pending(1)))
        let waiting = Finding.waitsForSeal([reference], lastSeen: TestClock.start)
        #expect(try !couple.ada.examine().contains(waiting))
        #expect(try couple.ada.explain().contains(waiting))
        #expect(try couple.ben.explain().contains(.answerAwaited([reference])))
    }

    @Test func `in handshake a round that both have sealed waits for the machine that has not synced since`() throws {
        let couple = try pair(.handshake)
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.sync()
        couple.world.time.advance(seconds: 60)
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        // The first exchange states the time, the second accepts the seal, and the third, with the opening, fails.
        var syncs = 0
        couple.ben.transport.fault = { route in
            if route == .sync { syncs += 1 }
            return syncs > 2 ? .requestLost : .none
        }
        #expect(try couple.ben.explain().contains(.opensWithSync([reference])))
        #expect(try couple.ben.store.read { try $0.sealOverview() }.allSatisfy { $0.phase == .frozen })
        couple.ben.isOffline = false
        let waiting = Finding.waitsForOpening([reference], lastSeen: TestClock.start)
        #expect(try couple.ben.explain().contains(waiting))
        #expect(try couple.ben.examine().contains(waiting))
        try couple.ada.sync()
        #expect(try couple.ben.explain().filter { $0.level != .fine } == [.kit(false)])
        #expect(try couple.ben.client.show(.firstWord).rounds[0].state == .revealed)
    }

    @Test func `a round whose opening is held back, because its author had withdrawn`() throws {
        let couple = try pair(.handshake)
        _ = try couple.ada.client.seal(.firstWord, text: "Regretted.")
        try couple.ada.sync()
        try couple.ada.client.withdraw(.firstWord)
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        let findings = try couple.ada.explain()
        #expect(findings.contains(.heldBack([reference])))
        #expect(!findings.contains { if case .opensWithSync = $0 { true } else { false } })
        #expect(findings.contains(.lost(.locked, prompts: [.firstWord])))
        // Ben is told what his home can know, but not that Ada is holding something back.
        #expect(try couple.ben.explain().contains { if case .waitsForOpening([reference], _) = $0 { true } else { false } })
        _ = try couple.ada.client.seal(.firstWord, text: nil)
        #expect(try !couple.ada.explain().contains(.heldBack([reference])))
    }
}
