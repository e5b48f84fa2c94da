import ClientCore
import LocalStore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Wire

@Suite(
    "Whoever kept a copy of requests and sends them again", .onOwnThreads, .attacks(.signingInTakesTheKey, .nobodyWritesInYourName))
struct ReplayTests {
    @Test(arguments: StoreKind.allCases)
    func `a sign-in is good for its minute, its device and its couple, and not once the device has ended`(_ kind: StoreKind)
        async throws
    {
        var couple = try await kind.server().couple()
        let server = couple.first.server
        let phone = try await couple.first.linked()
        let partner = phone.partner
        func captured(couple id: CoupleID?, device: DeviceID) throws -> SessionRequest {
            let challenge = server.exchange.challenge(ChallengeRequest(device: partner.device.id)).challenge
            return SessionRequest(
                device: device, couple: id, challenge: challenge,
                signature: try partner.signature(of: challenge, couple: partner.couple))
        }
        await #expect(throws: Problem.of(.challengeExpired)) {
            try await server.exchange.signIn(captured(couple: partner.couple, device: couple.first.partner.device.id))
        }
        await #expect(throws: Problem.self) { try await server.exchange.signIn(captured(couple: nil, device: partner.device.id)) }
        let kept = try captured(couple: partner.couple, device: partner.device.id)
        let ended = try captured(couple: partner.couple, device: partner.device.id)
        server.clock.advance(seconds: 61)
        await #expect(throws: Problem.of(.challengeExpired)) { try await server.exchange.signIn(kept) }
        let fresh = try captured(couple: partner.couple, device: partner.device.id)
        _ = try await server.exchange.signIn(fresh)
        try await couple.first.pull([couple.first.partner.append(.remove(device: partner.device.id, standing: []))])
        await #expect(throws: Problem.of(.deviceRemoved)) { try await server.exchange.signIn(fresh) }
        await #expect(throws: Problem.self) { try await server.exchange.signIn(ended) }
    }

    @Test func `a whole evening sent once more, by a changed client with a good token, changes nothing`() throws {
        let couple = try TestPair()
        try couple.ada.client.saveDraft(.firstWord, text: "A draft.")
        try couple.ada.sync()
        _ = try couple.ada.client.seal(.firstWord, text: "First.")
        try couple.ada.sync()
        try couple.ada.client.withdraw(.firstWord)
        try couple.ada.sync()
        _ = try couple.ada.client.seal(.firstWord, text: "Second.")
        try couple.ada.sync()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        try couple.ada.sync()
        let id = try couple.ada.membership.couple
        let before = try couple.world.records(of: id)
        for home in [couple.ada, couple.ben] {
            let replayer = try home.wire(couple.world)
            for write in home.sentWrites { try replayer.sync([write]) }
            for write in home.sentWrites.reversed() { try replayer.sync([write], offering: true) }
        }
        #expect(try couple.world.records(of: id) == before)
        try couple.ada.sync()
        try couple.ben.sync()
        #expect(try couple.ben.round(.firstWord).theirs?.text == "Second.")
        #expect(try couple.ada.round(.firstWord).theirs?.text == "Ben's.")
    }

    @Test(.attacks(.nobodyIsAdded)) func `an answer to an invitation, sent again by whoever saw it, adds nobody`() async throws {
        let server = try StoreKind.memory.server()
        let plan = try CouplePlan()
        var inviter = try await server.client(plan.inviter, logs: [[plan.inviter.log.entries[0]]])
        try await inviter.pull([inviter.partner.box(.invitation, locator: plan.locator)])
        var joiner = try TestPartner(random: SeededRandom(seed: 3))
        let answer = try joiner.joining(inviter.partner, at: plan.locator)
        _ = try await server.exchange.answerBox(answer)
        let first = try await inviter.pull().changes
        for _ in 0..<3 { _ = try await server.exchange.answerBox(answer) }
        #expect(!first.isEmpty)
        #expect(try await inviter.pull().changes.isEmpty)
        // The same proof with another log.
        let stranger = try TestPartner(random: SeededRandom(seed: 4))
        var other = stranger
        let swapped = try other.joining(inviter.partner, at: plan.locator)
        await #expect(throws: Problem.of(.boxUsed)) {
            try await server.exchange.answerBox(
                BoxAnswerRequest(locator: plan.locator, log: swapped.log, grants: swapped.grants, proof: answer.proof))
        }
    }
}
